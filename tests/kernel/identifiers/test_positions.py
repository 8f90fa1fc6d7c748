import pytest

from bonafides.kernel.identifiers import DivisionTable, positions
from bonafides.kernel.identifiers.gb32100 import ALPHABET
from bonafides.kernel.identifiers.positions import AUTHORITIES, PAIRS


def test_takes_a_code_apart():
    read = positions("91110000600037341L", DivisionTable("test", {"110000": "北京市"}))
    assert (read.authority, read.pair, read.division) == ("9", "91", "110000")
    assert (read.organisation_code, read.check_character) == ("600037341", "L")
    assert read.authority_name is not None
    assert read.authority_name.en.startswith("Market regulation")
    assert read.pair_name is not None
    assert read.pair_name.zh == "企业"
    assert read.division_name == "北京市"
    assert read.inner_check_holds


def test_names_nothing_that_no_table_knows():
    read = positions("96990000MA0TEXT124")
    assert read.pair_name is None
    assert read.division_name is None


def test_knows_the_national_registry():
    assert positions("91100000MA0TEXT124").division_name == "国家登记机关"


@pytest.mark.parametrize(
    ("authority", "english"),
    [("3", "Judicial administration"), ("4", "Culture"), ("6", "Tourism"), ("7", "Religious")],
)
def test_has_not_the_wrong_list_of_public_samples(authority, english):
    assert AUTHORITIES[authority].en.startswith(english)


def test_every_pair_begins_with_an_authority_and_is_of_the_alphabet():
    assert {pair[0] for pair in PAIRS} == set(AUTHORITIES)
    assert all(len(pair) == 2 and set(pair) <= set(ALPHABET) for pair in PAIRS)


@pytest.mark.parametrize("code", ["", "91", "91110000600037341l", "9111000060003734一"])
def test_refuses_what_is_no_code(code):
    with pytest.raises(ValueError, match="18 characters"):
        positions(code)
