"""The cells of quarantined rows: as they came, but for the numbers of natural persons."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from bonafides.records.ingest.cells import masked_cells, shown
from bonafides.records.ingest.read.source import LIST_MARK, ROW

PERSON = "11010519491231002X"  # the example of GB 11643


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, None), ("", ""), ("  a b ", "  a b "), (f"{LIST_MARK}a{LIST_MARK}b, c", "a；b, c"),
        (f"{LIST_MARK}a long element{LIST_MARK}b", "a long element；b"),
        ("91110000000000000X 张三", "91110000000000000X 张三"),
    ],
)  # fmt: skip
def test_a_cell_is_shown_as_it_came(cell: str | None, text: str | None) -> None:
    assert shown(cell) == text


@pytest.mark.parametrize(
    "cell",
    [
        PERSON, f"身份证{PERSON}，", PERSON.lower(), "110105 19491231 002X", "110105-19491231-002X",
        "11010519491231002Ｘ", "１１０１０５１９４９１２３１００２Ｘ", "110105  19491231\u200b002X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        f"{LIST_MARK}x{LIST_MARK}{PERSON}", f"{PERSON} 110105  19491231  002X",
    ],
)  # fmt: skip
def test_a_natural_persons_number_is_masked_however_it_is_written(cell: str) -> None:
    found = shown(cell) or ""
    plain = found.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    digits = "".join(character for character in plain if character.isdigit())
    assert "19491231" not in digits
    assert "*" in found


def test_what_is_not_text_is_written_as_the_parse_rules_read_it() -> None:
    """A mended row of a Parquet file comes in again as text, and must get the reference that it had."""
    frame = pl.DataFrame(
        {
            "id": [5.0], "day": [datetime(2024, 3, 5)], "list": [["a", PERSON]], "truth": [True], "none": [None],  # noqa: DTZ001
            "^x$": ["y"], "*": ["z"], ROW: pl.Series([1], dtype=pl.Int32),
        }
    )  # fmt: skip
    assert masked_cells(frame, [1])[1] == {
        "id": "5", "day": "2024-03-05", "list": "a；110**************X", "truth": "true", "none": None, "^x$": "y",
        "*": "z",
    }  # fmt: skip


def test_the_cells_of_the_rows_that_are_asked_for() -> None:
    frame = pl.DataFrame({"a": ["x", PERSON, None], ROW: [1, 5, 9]}, schema_overrides={ROW: pl.Int32})
    assert masked_cells(frame, [5, 9]) == {5: {"a": "110**************X"}, 9: {"a": None}}
    assert masked_cells(frame, []) == {}
