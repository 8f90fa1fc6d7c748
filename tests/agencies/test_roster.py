"""A roster is read whole or refused whole, and says of each fault in which row and column it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from bonafides.acts.roles import Role
from bonafides.agencies.roster import COLUMNS, Line, RosterRefusedError, read_roster

HEADER = ",".join(COLUMNS)
PERSON = "11010119900307451" + mod_11_2.calc_check_digit("11010119900307451")
GOOD = "12,李娜,inspector;decider,food;fire,990001;990002,A-12,2027-06-30,40,91990000MA0TEXT124"


def roster(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join((header, *rows)).encode()


def faults(*rows: str, header: str = HEADER) -> list[str]:
    with pytest.raises(RosterRefusedError) as refused:
        read_roster(roster(*rows, header=header))
    assert str(refused.value).startswith("the roster was refused, nothing was changed:\n  ")
    return refused.value.faults


def test_a_line() -> None:
    [placed] = read_roster(roster(GOOD))
    assert placed.row == 1
    assert placed.line.model_dump() == {
        "number": "12", "name": "李娜", "roles": (Role.INSPECTOR, Role.DECIDER), "fields": ("food", "fire"),
        "regions": ("990001", "990002"), "certificate": "A-12", "certificate_until": date(2027, 6, 30), "capacity": 40,
        "interests": ("91990000MA0TEXT124",),
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(encoding: str) -> None:
    [placed] = read_roster(f"{HEADER}\n{GOOD}\n".encode(encoding))
    assert placed.line.name == "李娜"


def test_columns_in_any_order_and_blank_lines() -> None:
    header = ",".join(reversed(COLUMNS))
    rows = [
        ",".join(reversed(GOOD.split(","))),
        "",
        ",,,,,,,,",
        ",".join(reversed(GOOD.replace("12,", "13,", 1).split(","))),
    ]
    assert [one.line.number for one in read_roster(roster(*rows, header=header))] == ["12", "13"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("12,", ",", "row 2, column number: expected the officer's number"),
        ("12,", "1 2,", "row 2, column number: expected the officer's number, up to 40 letters, digits, dots and dashes"),
        ("12,", PERSON + ",", "came one of an identity document"),
        ("李娜", "", "row 2, column name: expected text of 1 to 120 characters, came 0"),
        ("inspector;decider", "inspector;boss", "row 2, column roles: expected roles of entry-clerk, case-officer"),
        ("decider", "boss", "row 2, column roles: expected roles of"),
        ("decider", "operator", "row 2, column roles: expected roles of"),
        ("2027-06-30", "30/6/2027", "row 2, column certificate_until: expected a day such as 2027-06-30"),
        ("40", "many", "row 2, column capacity: expected how many visits a draw, a whole number from 0 to 100,000, came 'many'"),
        ("40", "-1", "row 2, column capacity: expected how many"),
        ("40", "4.5", "row 2, column capacity: expected how many"),
        ("40", "", "row 2, column capacity: expected it to be filled in for an inspector"),
        ("A-12", "", "row 2, column certificate: expected it to be filled in for an inspector"),
        ("food;fire", "", "row 2, column fields: expected it to be filled in for an inspector"),
        ("A-12", "A,12", "row 2: expected 9 cells, came 10: put text with a comma in quotes"),
    ],
)  # fmt: skip
def test_what_is_refused(old: str, new: str, told: str) -> None:
    assert GOOD.count(old) == 1 or old == "12,"
    [found] = faults(GOOD.replace("12,", "1,", 1), GOOD.replace(old, new, 1))
    assert told in found
    assert "19900307" not in found, "a natural person's number is never repeated"


def test_fields_that_the_pack_does_not_have() -> None:
    with pytest.raises(RosterRefusedError) as refused:
        read_roster(roster(GOOD), ["food", "labour"])
    assert refused.value.faults == [
        "row 1, column fields: expected fields that the pack has for this agency (food, labour), came fire"
    ]
    assert read_roster(roster(GOOD), ["fire", "food"])


def test_every_fault_is_told_at_once() -> None:
    found = faults(GOOD.replace("40", "x"), GOOD.replace("李娜", ""), GOOD)
    assert [one.split(":")[0] for one in found] == ["row 1, column capacity", "row 2, column name"]


def test_an_officer_twice() -> None:
    assert faults(GOOD, GOOD) == ["row 2, column number: expected each officer once, '12' is in row 1 already"]


def test_no_officer_another_header_no_text() -> None:
    assert faults() == ["expected one officer or more under the header, came none"]
    assert "the header: expected the columns number, name" in faults(GOOD, header="number,name")[0]
    with pytest.raises(RosterRefusedError, match="neither UTF-8 nor GB18030"):
        read_roster(b"\xff\xff\xff")


def test_many_faults_are_counted() -> None:
    with pytest.raises(RosterRefusedError, match=r"and 5 more$"):
        read_roster(roster(*[GOOD.replace("40", "x").replace("12,", f"{number},", 1) for number in range(25)]))


word = st.text(st.sampled_from("abc李é -._"), min_size=1, max_size=8).map(str.strip).filter(bool)


@given(
    st.lists(
        st.builds(
            Line,
            number=st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True),
            name=word,
            roles=st.just("reviewer"),
            fields=st.lists(word, max_size=3).map(";".join),
            regions=st.lists(word, max_size=3).map("；".join),
            certificate=word,
            certificate_until=st.dates().map(str),
            capacity=st.integers(0, 100_000).map(str),
            interests=st.just(""),
        ),
        min_size=1,
        unique_by=lambda one: one.number,
    )
)
def test_what_was_written_is_read(lines: list[Line]) -> None:
    rows = [
        ",".join(";".join(value) if isinstance(value, tuple) else str(value) for value in dict(one).values())
        for one in lines
    ]
    assert [one.line for one in read_roster(roster(*rows))] == lines
