"""Ratios: from the standard, within the item's limits, and batches that come to the year's."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.inspecting import inspecting
from tests.packs.conftest import MINI

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.ratios import batch_ratio, number, ratio
from bonafides.kernel.draw.commitment import WHOLE, Stratum
from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack

DAY = date(2026, 6, 1)


def a_pack(old: str = "", new: str = "") -> Pack:
    files = inspecting(dict(MINI))
    for name in ("inspection-items/hygiene.yaml", "inspection-items/papers.yaml"):
        files[name] = files[name].replace(old, new)
    return parse_pack({name: text.encode() for name, text in files.items()}, "mini")


def test_the_standard_gives_the_ratio_within_the_limits() -> None:
    pack = a_pack()
    item = pack.inspection_items["hygiene"]
    assert ratio(pack, item, "low", DAY) == 100
    assert ratio(pack, item, "high", DAY) == 2500
    assert ratio(pack, item, "low", DAY, by_law=True) == WHOLE, "what the law asks for beats ratio and ceiling"
    raised = a_pack("floor_bp: share", "floor_bp: ceiling")
    assert ratio(raised, raised.inspection_items["hygiene"], "low", DAY) == 3000
    lowered = a_pack("cap_bp: ceiling", "cap_bp: share")
    assert ratio(lowered, lowered.inspection_items["hygiene"], "high", DAY) == 100


def test_a_tier_for_which_there_is_none() -> None:
    pack = a_pack()
    with pytest.raises(RefusedError, match="gives no ratio from 0 to 10000 for the tier middling: came None"):
        ratio(pack, pack.inspection_items["hygiene"], "middling", DAY)


def test_a_parameter_that_is_not_in_force() -> None:
    with pytest.raises(RefusedError, match="parameter `pair` has no whole number in force on 1999-01-01"):
        number(a_pack(), "pair", date(1999, 1, 1))


@given(
    st.integers(0, 20_000),
    st.integers(0, WHOLE),
    st.lists(st.integers(1, 3_000), min_size=1, max_size=5).filter(lambda shares: sum(shares) <= WHOLE),
)
def test_the_batches_come_to_the_ratio_of_the_year(size: int, year: int, shares: list[int]) -> None:
    """Nobody is drawn twice; after each batch at least its part of the year is drawn, and at most two more a batch."""
    drawn = 0
    for count, (share, upto) in enumerate(zip(shares, accumulate(shares), strict=True), 1):
        left = size - drawn
        drawn += Stratum("x", left, batch_ratio(year, share, upto - share)).quota
        due = size * year * upto / WHOLE / WHOLE
        # A ratio of whole hundredths of a per cent is rounded up: by less than one of ten thousand of those left.
        assert due <= drawn <= due + count * (1 + size / WHOLE)


@given(st.integers(0, 20_000), st.integers(1, 9_999))
def test_full_coverage_in_two_batches_covers_everybody(size: int, share: int) -> None:
    first = Stratum("x", size, batch_ratio(WHOLE, share, 0)).quota
    assert first + Stratum("x", size - first, batch_ratio(WHOLE, WHOLE - share, share)).quota == size
