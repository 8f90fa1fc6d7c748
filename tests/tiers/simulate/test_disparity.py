"""The table of disparity: shares of a group beside all others, and when nothing can be told."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tiers.simulate.test_simulate import CANDIDATE, CURRENT

from bonafides.tiers.simulate.disparity import FEW, counts, disparity, verdict, wilson
from bonafides.tiers.simulate.simulate import CONTRADICTION, NONE, Simulation

RESULTS = ["A", "B", "C", "D", NONE, CONTRADICTION]
MOVES = st.dictionaries(st.tuples(st.sampled_from(RESULTS), st.sampled_from(RESULTS)), st.integers(1, 200)).map(Counter)


def simulation(groups: dict[str, Counter[tuple[str, str]]]) -> Simulation:
    """A simulation with one group."""
    one = Simulation(
        CANDIDATE, CURRENT, "tier", date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), ("A", "B", "C", "D")
    )
    one.groups = {"size": groups}
    one.moves = sum(groups.values(), Counter())
    return one


@given(st.dictionaries(st.sampled_from(["00", "01", "02"]), MOVES.filter(bool), min_size=1))
def test_every_business_is_counted_once(groups: dict[str, Counter[tuple[str, str]]]) -> None:
    one = simulation(groups)
    rows = disparity(one)
    up, down, other = counts(one, one.moves)
    assert sum(row.businesses for row in rows) == one.businesses
    assert (sum(r.up.count for r in rows), sum(r.down.count for r in rows), sum(r.other.count for r in rows)) == (
        up,
        down,
        other,
    )
    assert up + down + other == sum(count for (before, after), count in one.moves.items() if before != after)
    for row in rows:
        assert (row.up.count + row.up.others, row.up.of + row.up.of_others) == (up, one.businesses)


@pytest.mark.parametrize(
    ("count", "of", "others", "of_others", "expected"),
    [
        (50, 100, 10, 100, "more"), (10, 100, 50, 100, "less"), (11, 100, 10, 100, "alike"),
        (FEW - 1, FEW - 1, 0, 1000, "few"), (FEW, FEW, 0, 1000, "more"), (5, 100, 0, 0, "few"),
    ],
)  # fmt: skip
def test_what_can_be_told(count: int, of: int, others: int, of_others: int, expected: str) -> None:
    assert verdict(count, of, others, of_others) == expected


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share(pair: tuple[int, int]) -> None:
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] + 1e-9
    assert pair[0] / pair[1] - 1e-9 <= high <= 1


def test_the_interval_is_that_of_wilson() -> None:
    """Wilson (1927), as in Newcombe (1998), table I: 15 of 148 gives 0.0624 to 0.1605; 0 of 20 gives 0 to 0.1611."""
    assert [round(bound, 4) for bound in wilson(15, 148)] == [0.0624, 0.1605]
    assert [round(bound, 4) for bound in wilson(0, 20)] == [0.0, 0.1611]
