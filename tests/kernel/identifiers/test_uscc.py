import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.identifiers import DivisionTable, Uscc

REASON_OF_CLASS = {
    "13digit_legacy": "is-registration-number-13",
    "15digit_legacy": "is-registration-number",
    "18_InvalidChecksum": "check-character",
    "lower+18_InvalidChecksum": "check-character",
    "9_orgcode": "is-organisation-code",
    "len17": "length",
    "missing": "missing",
    "other": "length",  # old certificate numbers such as 企合苏分字第00087
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_accepts_every_valid_code(uscc_vectors):
    codes = (uscc_vectors / "uscc_valid_real.txt").read_text(encoding="utf-8").split()
    assert len(codes) == 201
    for code in codes:
        answer = Uscc().check(code)
        assert (answer.code, answer.valid, answer.changes) == (code, True, ())


def test_accepts_what_is_valid_once_normalised_and_says_what_changed(uscc_vectors):
    cells = rows(uscc_vectors / "uscc_valid_after_normalising.csv")
    assert len(cells) == 73
    for cell in cells:
        answer = Uscc().check(cell["uscc"])
        assert (answer.code, answer.valid, answer.changes) == (cell["uscc"].upper(), True, ("upper-cased",))


def test_refuses_every_invalid_code_for_its_reason(uscc_vectors):
    cells = rows(uscc_vectors / "uscc_invalid_real.csv")
    assert len(cells) == 694
    assert {cell["uscc_class"] for cell in cells} == set(REASON_OF_CLASS)
    for cell in cells:
        answer = Uscc().check(cell["uscc"])
        assert (answer.code, answer.valid) == (None, False)
        assert answer.reason == REASON_OF_CLASS[cell["uscc_class"]], cell


def test_accepts_codes_whose_inner_check_fails_with_a_warning(uscc_vectors):
    cells = rows(uscc_vectors / "uscc_valid_but_inner_orgcode_check_fails.csv")
    assert len(cells) == 51
    for cell in cells:
        answer = Uscc().check(cell["uscc"])
        assert (answer.code, answer.valid) == (cell["uscc"].upper(), True)
        assert "inner-check" in answer.warnings
        assert answer.details["inner_expected"] != answer.details["inner_came"]


def test_says_which_check_character_was_expected():
    answer = Uscc().check("91350203M0001QAY9B")
    assert answer.reason == "check-character"
    assert (answer.details["expected"], answer.details["came"]) == ("9", "B")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("9111000060003734", "length"),
        ("9111000060003734IL", "character"),
        ("9111000060003734_L", "character"),
        ("9111000060003734无L", "character"),
        ("91A10000600037341L", "division"),
        ("91110000600037341M", "check-character"),
    ],
)
def test_says_why_a_code_is_refused(raw, reason):
    assert Uscc().check(raw).reason == reason


@pytest.mark.parametrize("code", ["91990000MA0TEXT124", "Y1990000MH0TEXT85D", "54990000MA0TEXT12Y"])
def test_warns_of_a_made_up_division(code):
    answer = Uscc().check(code)
    assert answer.valid
    assert "division-unassigned" in answer.warnings
    assert "pair-unknown" not in answer.warnings


def test_an_unknown_pair_is_a_warning():
    answer = Uscc().check("971100006000373412")
    assert answer.valid
    assert answer.warnings == ("pair-unknown",)
    assert answer.details["pair"] == "97"


def test_a_division_table_adds_its_warning_and_its_edition():
    table = DivisionTable("test table of 2020", {"110101": "北京市东城区"})
    answer = Uscc(table).check("91110000600037341L")
    assert answer.valid
    assert answer.warnings == ("division-unknown",)
    assert answer.details == {"division": "110000", "edition": "test table of 2020"}


@given(st.text())
def test_never_fails_and_gives_a_code_only_when_valid(raw):
    answer = Uscc().check(raw)
    assert answer.valid == (answer.code is not None) == (answer.reason is None)
