"""Groups that a model treats alike are told to be alike, one that it does not is found, and of a small one nothing is told."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bonafides.watch.disparity import disparity, in_first_half


def town(bias: int, rows: int = 6000) -> list[np.ndarray]:
    """Two large groups and a small one; the second has `bias` points more than its findings warrant."""
    chance = np.random.default_rng(11)
    groups = np.where(np.arange(rows) < 12, "small", np.where(chance.random(rows) < 0.3, "b", "a"))
    risk = chance.beta(2, 5, rows)
    found = chance.random(rows) < risk
    points = np.rint(100 * risk).astype(int) + np.where(groups == "b", bias, 0)
    return [points, risk, found, groups]


def test_alike_is_alike_and_a_small_group_is_not_told() -> None:
    rows = {one.value: one for one in disparity(*town(0))}
    assert [rows[name].first.verdict for name in ("a", "b", "small")] == ["alike", "alike", "few"]
    assert rows["small"].first.share is None
    assert rows["small"].said is None
    said, came = rows["b"].said, rows["b"].came
    assert said is not None
    assert came.low is not None
    assert came.high is not None
    assert came.low < said < came.high


def test_one_that_is_troubled_for_nothing_is_found() -> None:
    rows = {one.value: one for one in disparity(*town(15))}
    assert (rows["b"].first.verdict, rows["b"].false_alarms.verdict) == ("more", "more")
    assert rows["a"].false_alarms.verdict == "less"


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=60))
def test_the_first_half_is_an_upper_part_and_nearest_to_half(points: list[int]) -> None:
    first = in_first_half(np.array(points))
    chosen, others = np.array(points)[first], np.array(points)[~first]
    assert len(chosen) > 0
    assert not len(others) or chosen.min() > others.max()
    sizes = [sum(one >= bound for one in points) for bound in set(points)]
    assert abs(len(chosen) - len(points) / 2) == min(abs(size - len(points) / 2) for size in sizes)
