"""What boxes leave open, against counting."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.dmn.analysis.boxes import Box, UnfinishedError, disjoint, meet, merged, uncovered

WHOLE: Box = (0b111, 0b1011, 0b11)
boxes = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 15), st.integers(1, 3)), max_size=8)


def points(box: Box) -> set[tuple[int, ...]]:
    return set(product(*([at for at in range(mask.bit_length()) if mask >> at & 1] for mask in box)))


@given(boxes)
def test_the_rest_is_what_no_box_holds_and_is_told_once(covering: list[Box]) -> None:
    rest = list(uncovered(WHOLE, covering))
    told = [point for box in rest for point in points(box)]
    assert len(told) == len(set(told))
    assert set(told) == points(WHOLE) - {point for box in covering for point in points(box)}


@given(boxes)
def test_boxes_meet_where_they_share_points(some: list[Box]) -> None:
    shared = any(points(one) & points(other) for at, one in enumerate(some) for other in some[:at])
    assert disjoint(some) is not shared
    for one, other in pairwise(some):
        both = meet(one, other)
        assert (points(both) if both else set()) == points(one) & points(other)


@given(boxes)
def test_merging_keeps_every_point_once(covering: list[Box]) -> None:
    rest = list(uncovered(WHOLE, covering))
    together = merged(rest)
    told = [point for box in together for point in points(box)]
    assert len(together) <= len(rest)
    assert sorted(told) == sorted(point for box in rest for point in points(box))


def test_a_search_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(UnfinishedError):
        list(uncovered((3, 3, 3), [(1, 3, 3), (3, 1, 1)], steps=1))
