"""The bounds hold against counting and against simulation; files that have nothing to do with an export are not named."""

from __future__ import annotations

import random
from itertools import combinations, pairwise, permutations
from math import log10

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.kernel.marks.chances import _bounded, _counted, _sum_at_least, of_gaps, of_order, of_references
from bonafides.kernel.marks.choices import Choices
from bonafides.kernel.marks.verdict import Verdict

KEY = bytes(range(32))


def rising(order: list[int] | tuple[int, ...]) -> int:
    return sum(a < b for a, b in pairwise(order))


@pytest.mark.parametrize("rows", range(2, 8))
def test_orders_are_counted_rightly(rows: int) -> None:
    counts = [rising(one) for one in permutations(range(rows))]
    for least in range(rows // 2 + 1, rows):
        share = sum(one >= least for one in counts) / len(counts)
        assert _sum_at_least(least, rows) == pytest.approx(log10(share), abs=1e-9)


@given(st.integers(10, 300), st.floats(0.55, 1))
@settings(deadline=None, max_examples=100)
def test_the_bound_for_many_rows_is_one(rows: int, share: float) -> None:
    least = max(rows // 2 + 1, int((rows - 1) * share))
    exact = _counted(least, rows)
    assert exact - 1e-6 <= _bounded(least, rows) <= exact + 3, "never below what is counted, and not far above it"


def test_a_whole_register_in_order_has_a_bound() -> None:
    assert -10_000_000 < _bounded(999_999, 1_000_000) < -5_000_000


@pytest.mark.parametrize(("cells", "gaps", "given_"), [(8, 3, 4), (7, 2, 5), (6, 1, 3), (9, 4, 8)])
def test_gaps_are_counted_rightly(cells: int, gaps: int, given_: int) -> None:
    own = set(range(gaps))
    drawn = [len(own & set(one)) for one in combinations(range(cells), given_)]
    for filled in range(gaps + 1):
        share = sum(one <= filled for one in drawn) / len(drawn)
        expected = log10(share) if share else 0.0
        assert of_gaps(filled, gaps, given_, cells) == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 20), st.integers(0, 10_000))
def test_a_single_reference_names_alone(found: int, cells: int) -> None:
    chance = of_references(found, cells)
    assert chance <= 0
    if found and cells <= 10_000:
        assert chance < -8


def test_chance_is_not_named() -> None:
    """Two thousand files in an order of their own with gaps of their own: the bounds are as rare as they say, or rarer."""
    chance, tried = random.Random(6), 2_000
    below = {"order": 0, "gaps": 0}
    cells = [(str(n), "a") for n in range(300)]
    own = {one for one in cells if Choices(KEY).is_gap(*one, 50)}
    for _ in range(tried):
        order = chance.sample(range(300), 120)
        below["order"] += of_order(rising(order), 120) <= -2
        blank = set(chance.sample(cells, 15))
        below["gaps"] += of_gaps(len(own - blank), len(own), 285, 300) <= -2
    assert all(count <= tried * 0.01 + 3 * (tried * 0.01) ** 0.5 for count in below.values()), below


def test_all_that_was_tried_is_paid_for() -> None:
    assert Verdict(0, -9.5, -1, 0, 1).named
    assert Verdict(0, -9.5, -1, 0, 1).together == pytest.approx(-9.5 + log10(4))
    assert not Verdict(0, -9.5, -1, 0, 10_000).named


def test_choices_are_the_keys_own() -> None:
    one, other = Choices(KEY), Choices(KEY[::-1])
    items = [str(n) for n in range(100)]
    assert one.order(items) == one.order(reversed(items)) != other.order(items)
    assert len({one.reference(item) for item in items}) == 100
    cells = [(item, column) for item in items for column in "abcdefghij"]
    assert 20 < sum(one.is_gap(*cell, 50) for cell in cells) < 90
    assert [one.is_gap(*cell, 50) for cell in cells] != [other.is_gap(*cell, 50) for cell in cells]
    assert not any(one.is_gap(*cell, 0) for cell in cells)
    assert all(one.is_gap(*cell, 1000) for cell in cells)
    with pytest.raises(ValueError, match="32 bytes; 3 came"):
        Choices(b"abc")
