"""The most visits that can be served by two officers each, exactly: a greatest matching in a graph made of the assignment.

A visit is two nodes joined by an edge: matched with each other, it has no officers; matched outward, it has two. Between a
visit and an officer that may go there stand two nodes joined by an edge: matched with each other, the officer does not go;
matched outward, it goes once. An officer is as many nodes as its capacity. The two officers that came last share one such
joint, so only one of them can go. A matching that leaves no visit's node out has as many edges among these as visits, and
one more for each that is served: to make it greatest is to serve the most. A path that makes it greater may leave one visit
to serve two others.

For three officers or more the question is NP-hard (set packing in triples), and it is not asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from bonafides.kernel.draw.matching import Search
from bonafides.kernel.draw.parts import Parts
from bonafides.kernel.draw.places import Places


def serve_most(places: Places) -> None:
    """Serve as many visits as can be served at all, by two officers each."""
    left, parts = places.unserved(), Parts(places)
    worth = {parts.of_visit(visit) for visit in left if parts.room(visit) >= places.each}
    if not worth:
        return
    graph, dead = _Graph(places), set[int]()
    for officer in range(len(places.officers)):
        if parts.of_officer(officer) not in worth:
            continue
        while (root := graph.free(officer)) is not None and root not in dead:
            search = Search(graph.neighbours, graph.mate, dead)
            path = search.path(root)
            if not path:
                dead.update(search.met)
            graph.match(path)
    graph.write_back()


class _Graph:
    """Nodes are numbers: two a visit, two a joint (even toward the visit, odd toward the officer); below zero, officers'."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._visits_of: dict[tuple[str, str], list[int]] = {}
        for at, visit in enumerate(places.visits):
            self._visits_of.setdefault((visit.field, visit.region), []).append(at)
        self._groups_of: list[list[tuple[str, str]]] = [[] for _ in places.officers]
        for group, officers in places.groups.items():
            for officer in officers:
                self._groups_of[officer].append(group)
        self._joints, self._columns = 2 * len(places.visits), len(places.officers) + 1
        most = [
            min(one.capacity, sum(len(self._visits_of[group]) for group in self._groups_of[at]))
            for at, one in enumerate(places.officers)
        ]
        self._first = [0, *accumulate(most)]
        self._mates: dict[int, int] = {}
        used = list(self._first)
        for at, sent in enumerate(places.sent):
            for side, officer in enumerate(sorted(sent)):
                joint = self._joint(at, officer)
                self.match([(2 * at + side, joint), (joint + 1, -1 - used[officer])])
                used[officer] += 1

    def _joint(self, visit: int, officer: int) -> int:
        column = self._columns - 1 if officer in self._places.old[visit] else officer
        return self._joints + 2 * (visit * self._columns + column)

    def _own(self, officer: int) -> range:
        return range(-1 - self._first[officer], -1 - self._first[officer + 1], -1)

    def free(self, officer: int) -> int | None:
        """A node of an officer that is not matched."""
        return next((node for node in self._own(officer) if node not in self._mates), None)

    def mate(self, node: int) -> int | None:
        found = self._mates.get(node)
        return found if found is not None or node < 0 else node ^ 1

    def match(self, edges: Iterable[tuple[int, int]]) -> None:
        for one, other in edges:
            self._mates[one], self._mates[other] = other, one

    def neighbours(self, node: int) -> Iterator[int]:
        if node < 0:
            yield from self._of_officer(bisect_right(self._first, -1 - node) - 1)
            return
        yield node ^ 1
        if node < self._joints:
            yield from self._of_visit(node // 2)
            return
        visit, column = divmod((node - self._joints) // 2, self._columns)
        if node & 1:
            old = self._places.old[visit]
            for officer in sorted(old) if column == self._columns - 1 else (column,):
                yield from self._own(officer)
        else:
            yield from (2 * visit, 2 * visit + 1)

    def _of_officer(self, officer: int) -> Iterator[int]:
        for group in self._groups_of[officer]:
            for visit in self._visits_of[group]:
                if not self._places.recused(visit, officer):
                    yield self._joint(visit, officer) + 1

    def _of_visit(self, visit: int) -> Iterator[int]:
        for officer in self._places.group(visit):
            if not self._places.recused(visit, officer):
                yield self._joint(visit, officer)

    def write_back(self) -> None:
        """Bring the assignment to what is matched."""
        places = self._places
        for at in places.at:
            at.clear()
        for visit in range(len(places.visits)):
            places.sent[visit].clear()
            for node in (2 * visit, 2 * visit + 1):
                joint = self.mate(node)
                own = None if joint is None or joint < self._joints else self.mate(joint + 1)
                if own is not None:
                    places.move(visit, None, bisect_right(self._first, -1 - own) - 1)
