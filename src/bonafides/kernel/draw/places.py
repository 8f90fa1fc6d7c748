"""Who is sent where while officers are being exchanged: visits and officers by their places, loads, and who may still go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from bonafides.kernel.draw.officers import Officer, Visit

Place = tuple[str, str]
"""A field and a region."""


class Places:
    """Visits in ticket order; officers in an order of the draw's own, SHA-256(key LF officer LF "order" LF salt LF)."""

    def __init__(
        self,
        key: bytes,
        visits: Sequence[Visit],
        officers: Sequence[Officer],
        pairs: Mapping[str, Sequence[str]],
        each: int,
    ) -> None:
        self.each = each
        self.visits = visits
        self.officers = sorted(officers, key=lambda one: _order(key, one))
        place = {one.number: at for at, one in enumerate(self.officers)}
        self.sent: list[set[int]] = [{place[number] for number in pairs.get(visit.code, ())} for visit in visits]
        self.at: list[set[int]] = [set() for _ in self.officers]
        for at, sent in enumerate(self.sent):
            for officer in sent:
                self.at[officer].add(at)
        self.place: list[Place] = [(visit.field, visit.region) for visit in visits]
        self.groups: dict[Place, list[int]] = {}
        for visit, group in zip(visits, self.place, strict=True):
            if group not in self.groups:
                self.groups[group] = [at for at, one in enumerate(self.officers)
                                      if one.capacity and visit.field in one.fields and visit.region in one.regions]  # fmt: skip
        self._recused: dict[int, set[int]] = {}
        by_code = {visit.code: at for at, visit in enumerate(visits)}
        for at, one in enumerate(self.officers):
            for code in one.recused & by_code.keys():
                self._recused.setdefault(by_code[code], set()).add(at)
        self.old = [self._old(visit, place) for visit in visits]
        """Per visit the pair that came last, where all of it could come again."""

    def _old(self, visit: Visit, place: Mapping[str, int]) -> frozenset[int]:
        found = frozenset(place[number] for number in visit.last_pair if number in place)
        whole = found if len(found) == len(visit.last_pair) <= self.each else frozenset[int]()
        at = self.groups[visit.field, visit.region]
        return (
            whole if all(one in at and visit.code not in self.officers[one].recused for one in whole) else frozenset()
        )

    def recused(self, visit: int, officer: int) -> bool:
        return officer in self._recused.get(visit, ())

    def room(self, officer: int) -> int:
        """How many visits more it can make."""
        return self.officers[officer].capacity - len(self.at[officer])

    def group(self, visit: int) -> list[int]:
        """The officers with the visit's field and region, those recused included."""
        return self.groups[self.place[visit]]

    def can_be_served(self, visit: int) -> bool:
        """Whether there are officers enough for it, were it alone."""
        most = len(self.group(visit)) - len(self._recused.get(visit, set()).intersection(self.group(visit)))
        return most - bool(self.old[visit]) >= self.each

    def full(self, visit: int) -> bool:
        """Whether of the pair that came last no other may be added."""
        old = self.old[visit]
        return len(old & self.sent[visit]) == len(old) - 1

    def move(self, visit: int, out: int | None, into: int | None) -> None:
        """Take one officer from a visit, send another to it."""
        if out is not None:
            self.sent[visit].remove(out)
            self.at[out].remove(visit)
        if into is not None:
            self.sent[visit].add(into)
            self.at[into].add(visit)

    def unserved(self) -> list[int]:
        """Visits without officers that could be served alone."""
        return [at for at, sent in enumerate(self.sent) if not sent and self.can_be_served(at)]


def _order(key: bytes, officer: Officer) -> bytes:
    parts = (key, officer.number.encode(), officer.salt.hex().encode())
    return sha256(b"%s\n%s\norder\n%s\n" % parts).digest()
