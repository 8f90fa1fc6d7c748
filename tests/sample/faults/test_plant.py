"""Every listed fault is in the row and the column where the list says, and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from bonafides.kernel.identifiers import classify, scheme
from bonafides.kernel.identifiers.bulk import contains_person_number, validate
from bonafides.sample.faults.kinds import CELL_KINDS, CODE_KINDS, ODD_CODE, ROW_KINDS, SENT_AGAIN
from bonafides.sample.submissions import SUBMISSIONS, Submission

BY_MAPPING = {one.mapping: one for one in SUBMISSIONS}
USCC = scheme("uscc")
Row = dict[str, str | None]


def _cases(county: Any) -> list[tuple[dict[str, str], Row, pl.DataFrame, Submission]]:
    found = []
    for file in county.manifest["files"]:
        rows = county.read(file["file"])
        for fault in county.faults:
            if fault["file"] == file["file"]:
                row = rows.row(int(fault["row"]) - 1, named=True)
                found.append((fault, row, rows, BY_MAPPING[file["mapping"]]))
    return found


def _ref(row: Row, submission: Submission) -> str:
    return str(row[submission.ref])


SHOWS: dict[str, Callable[[str, Row, pl.DataFrame, Submission], bool]] = {
    "wrong-check-character": lambda cell, *_: USCC.check(cell).reason == "check-character",
    "look-alike-letter": lambda cell, *_: USCC.check(cell).reason == "character" and bool(re.search("[OI]", cell)),
    "full-width-code": lambda cell, *_: USCC.check(cell).changes == ("full-width to half-width",),
    "lower-case-code": lambda cell, *_: USCC.check(cell).changes == ("upper-cased",),
    "blanks-in-code": lambda cell, *_: USCC.check(cell).changes == ("blanks removed",),
    "missing-code": lambda cell, *_: cell == "",
    "citizen-number-as-code": lambda cell, *_: classify(cell) == "natural-person-id",
    "organ-as-subject": lambda cell, *_: USCC.check(cell).valid and cell.startswith("11990000"),
    "unknown-registration-number": lambda cell, *_: classify(cell) == "registration-number",
    "linked-registration-number": lambda cell, *_: classify(cell) == "registration-number",
    "future-date": lambda cell, *_: "20" + re.sub(r"\D", "", cell)[2:4] >= "2060",
    "impossible-date": lambda cell, *_: bool(re.fullmatch(r"2025\D?0?2\D?30日?", cell)),
    "missing-date": lambda cell, *_: cell == "",
    "amount-not-a-number": lambda cell, *_: not re.fullmatch(r"-?[\d,]+(\.\d+)?", cell),
    "outside-code-list": lambda cell, *_: cell in ("待定", "E", "其它"),
    "missing-cell": lambda cell, *_: cell == "",
    "citizen-number-in-text": lambda cell, *_: bool(contains_person_number(pl.Series([cell])).any()),
    "end-before-beginning": lambda cell, row, _, one: cell < row[one.start or one.date],
    "repeated-row": lambda cell, row, rows, _: rows.rows(named=True).count(row) == 2,
    "same-reference-other-content": lambda cell, row, rows, one: (
        rows.rows(named=True).count(row) == 1 and rows[one.ref].to_list().count(_ref(row, one)) == 2
    ),
    "corrects-unknown-record": lambda cell, row, rows, one: row["操作"] == "更正" and cell not in set(rows[one.ref]),
    "corrects-nothing": lambda cell, row, _, one: row["操作"] == "撤回" and row[f"原{one.ref}"] is None,
    "overlapping-licence": lambda cell, row, rows, one: rows[str(one.exclusive)].to_list().count(cell) >= 2,
    "inner-check-fails": lambda cell, *_: "inner-check" in USCC.check(cell).warnings,
    "sent-again": lambda cell, row, rows, one: row["操作"] == "新增" and not cell.endswith("G"),
}


def test_every_listed_fault_is_where_the_list_says(county: Any) -> None:
    for fault, row, rows, submission in _cases(county):
        cell = row[fault["column"]] or ""
        assert cell == fault["cell"], fault
        assert SHOWS[fault["kind"]](cell, row, rows, submission), fault


def test_every_kind_of_fault_is_planted(county: Any) -> None:
    every = {kind.name for kind in (*CODE_KINDS, *CELL_KINDS, *ROW_KINDS, ODD_CODE, SENT_AGAIN)}
    assert {fault["kind"] for fault in county.faults} == every == set(SHOWS)


def test_no_row_bears_two_faults(county: Any) -> None:
    places = Counter((fault["file"], fault["row"]) for fault in county.faults)
    assert max(places.values()) == 1


def test_every_other_code_is_valid_and_of_the_unassigned_division(county: Any) -> None:
    for file in county.manifest["files"]:
        submission = BY_MAPPING[file["mapping"]]
        spoilt = {
            int(f["row"]) - 1 for f in county.faults if f["file"] == file["file"] and f["column"] == submission.code
        }
        codes = county.read(file["file"])[submission.code]
        clean = codes.gather([place for place in range(len(codes)) if place not in spoilt])
        assert validate(clean, USCC)["reason"].null_count() == len(clean)
        assert clean.str.slice(2, 6).unique().to_list() == ["990000"]


def test_a_linked_number_is_that_of_the_same_business(county: Any) -> None:
    owners: dict[str, str] = {}
    for file in county.manifest["files"][:2]:
        rows = county.read(file["file"]).filter(pl.col("业务类型") == "设立")
        owners |= dict(zip(rows["原注册号"], rows["统一社会信用代码"], strict=True))
    linked = [fault["cell"] for fault in county.faults if fault["kind"] == "linked-registration-number"]
    strangers = [fault["cell"] for fault in county.faults if fault["kind"] == "unknown-registration-number"]
    assert linked
    assert all(number in owners for number in linked)
    assert not any(number in owners for number in strangers)


def test_amendments_name_records_without_a_fault(county: Any) -> None:
    quarantined = {(f["file"], int(f["row"])) for f in county.faults if f["outcome"] == "quarantined"}
    known: dict[str, set[str]] = {}
    for file in county.manifest["files"]:
        ref = BY_MAPPING[file["mapping"]].ref
        rows = county.read(file["file"]).with_row_index("row", offset=1)
        good = rows.filter(~pl.Series([(file["file"], row) in quarantined for row in rows["row"]]))
        refs = known.setdefault(file["mapping"], set())
        refs |= set(good.filter(pl.col("操作") == "新增")[ref])
        assert set(good[f"原{ref}"].drop_nulls()) <= refs


@pytest.mark.parametrize("word", ["quarantined", "normalised", "warning", "unchanged"])
def test_every_outcome_is_met(county: Any, word: str) -> None:
    assert any(fault["outcome"] == word for fault in county.faults)
