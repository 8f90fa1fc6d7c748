"""The bulk answer must be the single answer, cell by cell, whatever the cell."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from bonafides.kernel.identifiers import (
    DivisionTable,
    ExceptedCode,
    ExceptionRegister,
    Scheme,
    Uscc,
    gb32100,
    scheme,
)
from bonafides.kernel.identifiers.bulk import SCHEMA, contains_person_number, mask_person_numbers, validate
from bonafides.kernel.identifiers.natural_person import find_in, mask

EXCEPTED = "91350203M0001QAY9B"
SCHEMES = [
    Uscc(),
    Uscc(
        DivisionTable("test", {"110000": "北京市", "990000": "nowhere"}),
        ExceptionRegister.of([ExceptedCode(EXCEPTED, "局", date(2026, 1, 5), "r")]),
    ),
    scheme("registration-number"),
    scheme("organisation-code"),
    scheme("taxpayer-number", divisions=DivisionTable("test", {})),
    scheme("name-place"),
    scheme("own", pattern="[0-9]{1,6}"),
    scheme("ein", stdnum="us.ein"),
]


def citizen_id(body: str) -> str:
    return body + mod_11_2.calc_check_digit(body)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


BODIES = st.tuples(
    st.sampled_from(["91", "92", "12", "N2", "97", "00", "XY", "32", "99"]),
    st.sampled_from(["110000", "110119", "320118", "990000", "100000", "000000", "000019", "115020"]),
    st.text(gb32100.ALPHABET, min_size=9, max_size=9)
    | st.text("0123456789", min_size=9, max_size=9)
    | st.dates().map(lambda day: f"{day:%y%m%d}123"),
).map("".join)
VALID = BODIES.map(lambda body: body + gb32100.check_character(body))
PERSONS = st.tuples(
    st.sampled_from(["990000", "110119", "911101", "321183"]), st.dates(date(1880, 1, 1)), st.integers(0, 999)
).map(lambda parts: citizen_id(f"{parts[0]}{parts[1]:%Y%m%d}{parts[2]:03}"))
DIGITS = st.text("0123456789", min_size=12, max_size=20)
KNOWN = st.sampled_from(
    [
        "91110000600037341L",
        EXCEPTED,
        EXCEPTED.lower(),
        "320100000045616",
        "3201001009351",
        "13497257-7",
        "32010013830295X",
        "320000000201000",
        "000000000000000000",
        "无",
        "",
        " ",
        "91-1144442",
        "（株）博仙@東京都",
        "9" * 5_000,
        "无" * 6,  # 18 bytes that are not 18 characters
        "é" * 9,
    ]
)
CELLS = st.one_of(
    VALID, PERSONS, DIGITS, KNOWN, st.text(), st.text(gb32100.ALPHABET + "IOSVZ", min_size=18, max_size=18)
)
SPOILT = st.one_of(
    CELLS,
    CELLS.map(str.lower),
    CELLS.map(full_width),
    CELLS.map(lambda cell: f" {cell}\u3000"),
    CELLS.map(lambda cell: cell.replace("0", "O")),
    CELLS.map(lambda cell: cell[:-1]),
    CELLS.map(lambda cell: cell[:17] + "0"),
    CELLS.map(lambda cell: f"{cell[:8]}\u200b{cell[8:]}\x00"),
    st.tuples(CELLS, CELLS).map("".join),
)


def single(cell: str | None, chosen: Scheme) -> tuple[object, ...]:
    if cell is None:
        return (None, False, "missing", "", "")
    answer = chosen.check(cell)
    return (answer.code, answer.valid, answer.reason, ",".join(answer.warnings), ",".join(answer.changes))


@pytest.mark.parametrize("chosen", SCHEMES, ids=lambda chosen: chosen.name)
@settings(max_examples=300, deadline=None)
@given(cells=st.lists(st.none() | SPOILT, max_size=30))
def test_equals_the_single_check(chosen, cells):
    frame = validate(pl.Series(cells, dtype=pl.String), chosen)
    assert frame.schema == SCHEMA
    assert frame.rows() == [single(cell, chosen) for cell in cells]


def test_equals_the_single_check_on_the_vectors(uscc_vectors):
    lines = [line for path in uscc_vectors.iterdir() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    cells = [line.split(",")[0] for line in lines]
    assert validate(pl.Series(cells), Uscc()).rows() == [single(cell, Uscc()) for cell in cells]


@pytest.mark.parametrize("chosen", SCHEMES, ids=lambda chosen: chosen.name)
def test_an_empty_column_has_an_empty_answer(chosen):
    frame = validate(pl.Series([], dtype=pl.String), chosen)
    assert frame.schema == SCHEMA
    assert frame.height == 0


def test_only_strings_are_checked():
    with pytest.raises(TypeError, match="Int64"):
        validate(pl.Series([1]), Uscc())
    with pytest.raises(TypeError, match="Int64"):
        contains_person_number(pl.Series([1]))


def test_the_column_given_stays_as_it_was():
    cells = pl.Series("code", ["91110000x00016731q", " 91110000600037341L"])
    validate(cells, Uscc())
    assert cells.to_list() == ["91110000x00016731q", " 91110000600037341L"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.none() | SPOILT | st.tuples(st.text(), PERSONS, st.text()).map("".join), max_size=20))
def test_finds_persons_numbers_in_free_text_as_the_single_search_does(texts):
    column = pl.Series("remarks", texts, dtype=pl.String)
    assert contains_person_number(column).to_list() == [bool(text and find_in(text)) for text in texts]
    assert contains_person_number(column).dtype == pl.Boolean
    assert mask_person_numbers(column).to_list() == [text if text is None else mask(text) for text in texts]
