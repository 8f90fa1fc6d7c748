"""Officers: every constraint held, loads even, nobody dropped. Chances: test_statistics."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.kernel.draw.assign import assign
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.officers import Officer, Visit
from bonafides.kernel.draw.tickets import ticket_key

KEY = ticket_key("990000-2026-07-example", bytes(32))
NUMBERS = [f"o-{number}" for number in range(8)]
_some = st.frozensets(st.sampled_from("ab"), min_size=1)
_officers = st.lists(
    st.builds(Officer, st.sampled_from(NUMBERS), _some, _some, st.integers(0, 3),
              st.frozensets(st.sampled_from([f"v-{number}" for number in range(9)]), max_size=3)),
    unique_by=lambda one: one.number, max_size=8,
)  # fmt: skip
_pair = st.frozensets(st.sampled_from(NUMBERS), min_size=2, max_size=2) | st.just(frozenset[str]())
_visits = st.lists(
    st.builds(Visit, st.sampled_from([f"v-{number}" for number in range(9)]), st.sampled_from("ab"),
              st.sampled_from("ab"), _pair),
    unique_by=lambda one: one.code, max_size=9,
)  # fmt: skip


@settings(max_examples=400)
@given(_officers, _visits, st.integers(2, 3))
def test_every_constraint_holds_and_nobody_is_dropped(officers: list[Officer], visits: list[Visit], each: int) -> None:
    found, by_number = assign(KEY, visits, officers, each), {one.number: one for one in officers}
    assert set(found.pairs) | {one.code for one in found.unserved} == {one.code for one in visits}
    assert len(found.pairs) + len(found.unserved) == len(visits)
    load = Counter(number for pair in found.pairs.values() for number in pair)
    assert all(count <= by_number[number].capacity for number, count in load.items())
    for visit in visits:
        pair = found.pairs.get(visit.code)
        if pair is not None:
            assert len(set(pair)) == each
            assert not (visit.last_pair and visit.last_pair <= set(pair))
        for one in map(by_number.__getitem__, pair or ()):
            assert visit.field in one.fields
            assert visit.region in one.regions
            assert visit.code not in one.recused
    assert all(sum(one.reasons.values()) == len(officers) for one in found.unserved)
    assert assign(KEY, visits, officers[::-1], each) == found


def _plain(officers: int, capacity: int = 99) -> list[Officer]:
    every = frozenset("a")
    return [Officer(f"o-{number}", every, every, capacity) for number in range(officers)]


def test_loads_differ_by_one_at_most_where_all_may_go_anywhere() -> None:
    visits = [Visit(f"v-{number}", "a", "a") for number in range(101)]
    load = Counter(number for pair in assign(KEY, visits, _plain(7)).pairs.values() for number in pair)
    assert max(load.values()) - min(load.values()) <= 1


def test_the_same_pair_does_not_come_twice_running() -> None:
    visits = [Visit("v-1", "a", "a")]
    [pair] = assign(KEY, visits, _plain(5)).pairs.values()
    again = [replace(visits[0], last_pair=frozenset(pair))]
    [other] = assign(KEY, again, _plain(5)).pairs.values()
    assert set(other) != set(pair)
    [left] = assign(KEY, [replace(visits[0], last_pair=frozenset({"o-0", "o-1"}))], _plain(2)).unserved
    assert left.reasons == {"same-pair-again": 2}


def test_a_visit_declined_counts_as_work() -> None:
    """Whoever declines one visit of two does not come first for the other because of it."""
    visits = [Visit("v-1", "a", "a"), Visit("v-2", "a", "a")]
    for number in range(20):
        key = ticket_key("d", bytes([number]) * 32)
        [first, _] = assign(key, visits, _plain(4)).pairs["v-1"]
        declining = [replace(one, recused=frozenset({"v-1"})) if one.number == first else one for one in _plain(4)]
        found = assign(key, visits, declining)
        assert found.declined == {first: 1}
        assert first not in found.pairs["v-1"]
        # One other has no visit yet; it leads, whatever the pair hashes are.
        [idle] = {"o-0", "o-1", "o-2", "o-3"} - {first, *found.pairs["v-1"]}
        assert found.pairs["v-2"][0] == idle


def test_what_is_infeasible_says_why() -> None:
    officers = [*_plain(1), Officer("f", frozenset("b"), frozenset("a"), 9), Officer("r", frozenset("a"), frozenset("b"), 9),
                Officer("k", frozenset("a"), frozenset("a"), 9, frozenset({"v-1"})),
                Officer("c", frozenset("a"), frozenset("a"), 0)]  # fmt: skip
    [left] = assign(KEY, [Visit("v-1", "a", "a")], officers).unserved
    assert left.reasons == {"capacity": 1, "field": 1, "recused": 1, "region": 1, "too-few": 1}


def test_what_is_given_twice_is_refused() -> None:
    with pytest.raises(Refused, match="given once"):
        assign(KEY, [], [*_plain(1), *_plain(1)])
    with pytest.raises(Refused, match="given once"):
        assign(KEY, [Visit("v", "a", "a")] * 2, _plain(3))
    with pytest.raises(Refused, match="2 officers at least"):
        assign(KEY, [], [], 1)
