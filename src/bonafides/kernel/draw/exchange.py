"""Serving a visit that was left by moving officers between others: each other visit keeps its number of officers.

A breadth-first search leads from the visit to an officer with room: the visit takes an officer that is full, which gives up
another visit, which takes another officer, and so on. A visit is served only if it gets all its officers so; whether it can
is a question of flow, so the answer is exact. The pair that came last is a class of which one must stay out: a state of its
own (`True`) stands for a visit that has just lost one of that pair, and so may take another of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Set

from bonafides.kernel.draw.parts import Parts
from bonafides.kernel.draw.places import Place, Places

State = tuple[int, bool]
Move = tuple[int, int | None, int]
"""A visit, the officer that it loses, and the one that it takes."""


def serve_left(places: Places) -> None:
    """Serve, in ticket order, each visit without officers that can be served beside all that are."""
    parts, closed = Parts(places), set[int]()
    for visit in places.unserved():
        if parts.room(visit) < places.each:
            continue
        made: list[Move] = []
        for number in range(places.each):
            moves, met = _moves(places, visit, closed)
            if not moves:
                if not number:
                    closed |= met  # from these no officer with room is reached, now or later
                break
            for move in moves:
                places.move(*move)
            made += moves
        else:
            parts.take(visit, places.each)
            continue
        for at, out, into in reversed(made):
            places.move(at, into, out)


def _moves(places: Places, start: int, closed: Set[int]) -> tuple[list[Move], Set[int]]:
    """The moves that bring one officer more to a visit, in an order in which they can be made; none where it cannot be.

    Beside them the officers that were met on the way. Those of `closed` are passed by.
    """
    lost: dict[State, int | None] = {(start, False): None}
    taken_by: dict[int, State] = {}
    untried: dict[Place, list[int]] = {}
    queue: deque[int] = deque()
    for state in _states(places, start, lost, queue):
        visit, from_old = state
        group = places.place[visit]
        barred = places.old[visit] if places.full(visit) and not from_old else frozenset()
        left = []
        for officer in untried.get(group, places.groups[group]):
            if officer in taken_by or officer in closed:
                continue
            if officer in barred or officer in places.sent[visit] or places.recused(visit, officer):
                left.append(officer)
                continue
            taken_by[officer] = state
            if places.room(officer):
                return _back(officer, lost, taken_by), taken_by.keys()
            queue.append(officer)
        untried[group] = left
    return [], taken_by.keys()


def _states(places: Places, start: int, lost: dict[State, int | None], queue: deque[int]) -> Iterator[State]:
    """The visit itself, then those that the officers of the queue would give up, each once; `lost` notes to whom."""
    yield start, False
    while queue:
        officer = queue.popleft()
        for visit in sorted(places.at[officer]):
            state = (visit, officer in places.old[visit])
            if state not in lost:
                lost[state] = officer
                yield state


def _back(officer: int, lost: dict[State, int | None], taken_by: dict[int, State]) -> list[Move]:
    moves: list[Move] = []
    end: int | None = officer
    while end is not None:
        state = taken_by[end]
        moves.append((state[0], lost[state], end))
        end = lost[state]
    return moves
