"""Rows with one reference: equal ones are one fault however many, others are told apart; the first is taken."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.records.ingest.faults import Reason
from bonafides.records.ingest.read.source import ROW
from bonafides.records.ingest.repeats import set_aside_repeats


def frames(rows: list[tuple[str, int, list[str]]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The ready rows and the source they came from; the code as it was written does not make a row another."""
    numbers = pl.Series(ROW, range(1, len(rows) + 1), dtype=pl.Int32)
    ready = pl.DataFrame(
        {
            "_ref": pl.Series([row[0] for row in rows], dtype=pl.String),
            "amount": pl.Series([row[1] for row in rows], dtype=pl.Int64),
            "list": pl.Series([row[2] for row in rows], dtype=pl.List(pl.String)),
            "_code_given": [f"given {number}" for number in numbers],
            "_code_warnings": [str(number) for number in numbers],
            "_code_changes": [str(number) for number in numbers],
            ROW: numbers,
        }
    )
    return ready, pl.DataFrame({"ref": [row[0] for row in rows], ROW: numbers})


def test_without_repeats_nothing_is_set_aside() -> None:
    ready, source = frames([("a", 1, []), ("b", 1, [])])
    kept, faults = set_aside_repeats(ready, source)
    assert kept is ready
    assert faults == []


def test_two_million_identical_rows_would_be_one_fault() -> None:
    ready, source = frames([("a", 1, ["x"])] * 20_000 + [("b", 1, [])])
    kept, (fault,) = set_aside_repeats(ready, source)
    assert kept[ROW].to_list() == [1, 20_001]
    assert (fault.row, fault.repeats, fault.reason, fault.column) == (2, 19_999, Reason.DUPLICATE, "ref")
    assert fault.details == "the same as row 1 of this file; it is taken once (so are 19,999 rows up to 20,000)"
    assert fault.cells == {"ref": "a"}


def test_other_content_under_the_same_reference_is_told_apart() -> None:
    ready, source = frames([("a", 1, []), ("a", 2, []), ("a", 1, []), ("a", 2, []), ("a", 1, ["x"])])
    kept, faults = set_aside_repeats(ready, source)
    assert kept[ROW].to_list() == [1]
    assert [(fault.row, fault.repeats, fault.reason) for fault in faults] == [
        (2, 2, Reason.REF_TAKEN), (3, 1, Reason.DUPLICATE), (5, 1, Reason.REF_TAKEN),
    ]  # fmt: skip
    assert faults[0].details == (
        "`a` is the reference of other content in row 1 of this file; send it as a correction with a reference of "
        "its own, or mend the reference (so are 2 rows up to 4)"
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 2), st.sampled_from([[], ["x"]])), max_size=12))
def test_each_row_is_kept_or_stands_in_one_fault(rows: list[tuple[str, int, list[str]]]) -> None:
    kept, faults = set_aside_repeats(*frames(rows))
    first = {ref: min(n for n, row in enumerate(rows, 1) if row[0] == ref) for ref, *_ in rows}
    assert sorted(kept[ROW].to_list()) == sorted(first.values())
    expected: dict[tuple[str, int, tuple[str, ...]], list[int]] = {}
    for number, (ref, amount, words) in enumerate(rows, 1):
        if number != first[ref]:
            expected.setdefault((ref, amount, tuple(words)), []).append(number)
    assert sorted((fault.row, fault.repeats) for fault in faults) == sorted((r[0], len(r)) for r in expected.values())
    for fault in faults:
        same = rows[fault.row - 1] == rows[first[rows[fault.row - 1][0]] - 1]
        assert fault.reason == (Reason.DUPLICATE if same else Reason.REF_TAKEN)
