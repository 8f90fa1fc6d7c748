"""Lines that are broken by ourselves lose nothing and fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bonafides.portal.charts.lettering import NARROW, SIZE, broken, width

TEXT = st.text(st.sampled_from("abc DEF 市场监管局，。()·%12"), max_size=120)


@given(TEXT, st.integers(3 * SIZE, NARROW))
def test_nothing_is_lost_and_every_line_fits(text: str, room: int) -> None:
    lines = broken(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= room for line in lines)
    assert lines


def test_words_stay_whole_and_no_line_begins_with_a_full_stop() -> None:
    assert broken("Administrative penalties of the county", 20 * SIZE * 0.58) == [
        "Administrative",
        "penalties of the",
        "county",
    ]
    assert broken("澄岚县市场监管局。", 8 * SIZE) == ["澄岚县市场监管", "局。"]
