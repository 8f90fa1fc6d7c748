"""As many visits served as can be: against a search of every assignment, on small cases of every kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bonafides.kernel.draw.assign import assign
from bonafides.kernel.draw.officers import Assignment, Officer, Visit, may_inspect
from bonafides.kernel.draw.tickets import ticket_key

KEYS = [ticket_key("990000-2026-07-example", bytes([one]) * 32) for one in range(4)]
NUMBERS = [f"o-{number}" for number in range(6)]
CODES = [f"v-{number}" for number in range(6)]
EVERY = frozenset("a")


def teams(visit: Visit, officers: Sequence[Officer], each: int) -> list[tuple[str, ...]]:
    able = [one.number for one in officers if may_inspect(one, visit)]
    sets = combinations(able, each)
    return [one for one in sets if not (visit.last_pair and visit.last_pair <= set(one))]


def most(visits: Sequence[Visit], officers: Sequence[Officer], each: int) -> int:
    """The greatest number of visits that any assignment serves: all of them tried."""
    room = {one.number: one.capacity for one in officers}
    every = [teams(visit, officers, each) for visit in visits]

    def best(at: int) -> int:
        if at == len(every):
            return 0
        found = best(at + 1)
        for team in every[at]:
            if found == len(every) - at:
                break
            if all(room[number] for number in team):
                for number in team:
                    room[number] -= 1
                found = max(found, 1 + best(at + 1))
                for number in team:
                    room[number] += 1
        return found

    return best(0)


def check(visits: Sequence[Visit], officers: Sequence[Officer], each: int, found: Assignment) -> None:
    """Every constraint, apart from the assigner."""
    by_number, load = {one.number: one for one in officers}, Counter[str]()
    assert {*found.pairs, *(one.code for one in found.unserved)} == {one.code for one in visits}
    for visit in visits:
        pair = found.pairs.get(visit.code)
        if pair is not None:
            assert tuple(sorted(pair)) in [tuple(sorted(one)) for one in teams(visit, officers, each)]
            load.update(pair)
    assert all(count <= by_number[number].capacity for number, count in load.items())


_places = st.frozensets(st.sampled_from("ab"), min_size=1)
_officers = st.lists(
    st.builds(Officer, st.sampled_from(NUMBERS), st.just(EVERY), _places, st.integers(0, 2),
              st.frozensets(st.sampled_from(CODES), max_size=5)),
    unique_by=lambda one: one.number, min_size=2, max_size=6,
)  # fmt: skip
_last = st.just(frozenset[str]()) | st.frozensets(st.sampled_from(NUMBERS), min_size=2, max_size=3)
_visits = st.lists(
    st.builds(Visit, st.sampled_from(CODES), st.just("a"), st.sampled_from("ab"), _last),
    unique_by=lambda one: one.code, max_size=6,
)  # fmt: skip


def _one(number: str, recused: str = "") -> Officer:
    return Officer(number, EVERY, EVERY, 1, frozenset(recused))


@settings(max_examples=500, deadline=None)
# A takes 1 and 2 first; B and C, which need one of them each, can both be served only without A.
@example(
    [_one("1"), _one("2"), _one("3", "AC"), _one("4", "AB"), _one("5", "ABC")],
    [Visit(code, "a", "a") for code in "ABC"],
    KEYS[0],
)
@given(_officers, _visits, st.sampled_from(KEYS))
def test_two_each_serve_the_most_that_can_be_served(officers: list[Officer], visits: list[Visit], key: bytes) -> None:
    found = assign(key, visits, officers)
    check(visits, officers, 2, found)
    assert len(found.pairs) == most(visits, officers, 2)
    assert assign(key, visits, officers[::-1]) == found


@settings(max_examples=200, deadline=None)
@given(_officers, _visits, st.sampled_from(KEYS))
def test_three_each_leave_nobody_who_could_be_added(officers: list[Officer], visits: list[Visit], key: bytes) -> None:
    found = assign(key, visits, officers, 3)
    check(visits, officers, 3, found)
    served = [visit for visit in visits if visit.code in found.pairs]
    for left in found.unserved:
        with_it = [*served, next(visit for visit in visits if visit.code == left.code)]
        assert most(with_it, officers, 3) < len(with_it)
    assert 3 * len(served) >= most(visits, officers, 3)


def test_whom_the_first_choice_left_is_served_by_exchange() -> None:
    """o-1 may go everywhere, o-2 and o-3 each to one business less: whoever chooses first may take what others need."""
    officers = [Officer("o-1", EVERY, EVERY, 2), Officer("o-2", EVERY, EVERY, 1, frozenset({"v-1"})),
                Officer("o-3", EVERY, EVERY, 1, frozenset({"v-0"}))]  # fmt: skip
    visits = [Visit("v-0", "a", "a"), Visit("v-1", "a", "a")]
    for key in KEYS:
        assert set(assign(key, visits, officers).pairs) == {"v-0", "v-1"}


def test_nobody_is_moved_where_everybody_is_served() -> None:
    """Room that is not needed changes nothing: the exchange begins only where somebody was left."""
    officers = [Officer(f"o-{number}", EVERY, EVERY, 4) for number in range(6)]
    visits = [Visit(f"v-{number}", "a", "a") for number in range(8)]
    wide = [replace(one, capacity=99) for one in officers]
    assert assign(KEYS[0], visits, officers) == assign(KEYS[0], visits, wide)
