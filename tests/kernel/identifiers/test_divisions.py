import pytest

from bonafides.kernel.identifiers import DivisionTable
from bonafides.kernel.identifiers.divisions import PROVINCES, division_warnings, is_assigned

TABLE = DivisionTable("test table of 2020", {"110101": "北京市东城区"})


def test_there_are_34_provinces():
    assert len(PROVINCES) == 34


@pytest.mark.parametrize(
    ("division", "without_table", "with_table"),
    [
        ("110101", (), ()),
        ("110199", (), ("division-unknown",)),
        ("100000", (), ()),
        ("100001", ("division-unassigned",), ("division-unassigned",)),
        ("990000", ("division-unassigned",), ("division-unassigned",)),
        ("000000", ("division-unassigned",), ("division-unassigned",)),
    ],
)
def test_says_what_is_odd(division, without_table, with_table):
    assert division_warnings(division, None) == without_table
    assert division_warnings(division, TABLE) == with_table


def test_the_table_has_the_last_word():
    assert not is_assigned("990000")
    assert division_warnings("990000", DivisionTable("made up", {"990000": "nowhere"})) == ()


@pytest.mark.parametrize("code", ["11010", "1101011", "11010a", "１１０１０１"])
def test_a_table_of_other_keys_is_refused(code):
    with pytest.raises(ValueError, match="six digits"):
        DivisionTable("wrong", {code: "x"})
