"""Visits and officers that hang together by field and region, and how much room each such part has."""

from __future__ import annotations

from collections import Counter

from bonafides.kernel.draw.places import Place, Places

_One = Place | int


class Parts:
    """Nothing that happens in one part touches another: without room enough in a part no search there is worth it."""

    def __init__(self, places: Places) -> None:
        self._place = places.place
        self._above: dict[_One, _One] = {}
        for group, officers in places.groups.items():
            for officer in officers:
                self._above[self._top(officer)] = self._top(group)
        self._room: Counter[_One] = Counter()
        for officer in range(len(places.officers)):
            self._room[self._top(officer)] += places.room(officer)

    def _top(self, one: _One) -> _One:
        while (above := self._above.get(one, one)) != one:
            one = above
        return one

    def of_visit(self, visit: int) -> _One:
        """The name of the part of a visit."""
        return self._top(self._place[visit])

    def of_officer(self, officer: int) -> _One:
        """The name of the part of an officer."""
        return self._top(officer)

    def room(self, visit: int) -> int:
        """How many visits more all officers of a visit's part can make together."""
        return self._room[self.of_visit(visit)]

    def take(self, visit: int, room: int) -> None:
        """Note that a visit was served."""
        self._room[self.of_visit(visit)] -= room
