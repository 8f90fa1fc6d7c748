import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10

from bonafides.kernel.identifiers import DivisionTable
from bonafides.kernel.identifiers.registration_number import RegistrationNumber


@pytest.mark.parametrize(
    ("raw", "warnings"),
    [
        ("320100000045616", ()),
        ("3201001009351", ("no-check-digit",)),
        (" 320100000 045616", ()),
        ("990000000000015", ("division-unassigned",)),
    ],
)
def test_accepts_registration_numbers(raw, warnings):
    answer = RegistrationNumber().check(raw)
    assert answer.valid
    assert answer.warnings == warnings


def test_warns_of_a_division_that_the_table_lacks():
    answer = RegistrationNumber(DivisionTable("test", {})).check("3201001009351")
    assert answer.warnings == ("division-unknown", "no-check-digit")
    assert answer.details == {"division": "320100", "edition": "test"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("320100000045617", "check-character"),
        ("32010000004561", "length"),
        ("32010000004561A", "character"),
        ("8613800138000", "division"),
        ("320000000201000", "natural-person-id"),
        ("91110000600037341L", "is-uscc"),
        ("13497257-7", "is-organisation-code"),
        ("32010013830295X", "is-taxpayer-number"),
        ("000000000000000", "missing"),
    ],
)
def test_says_why_it_refuses(raw, reason):
    answer = RegistrationNumber().check(raw)
    assert (answer.code, answer.valid, answer.reason) == (None, False, reason)


@given(st.text("0123456789", min_size=14, max_size=14))
def test_the_check_digit_is_that_of_the_standard(body):
    """Domain.md 1.5, from the text of GS 15-2006; python-stdnum computes it another way."""
    p = 10
    for digit in body:
        s = (p + int(digit)) % 10 or 10
        p = 2 * s % 11
    assert mod_11_10.calc_check_digit(body) == str((11 - p) % 10)


def test_every_legacy_number_of_the_vectors_is_accepted(uscc_vectors):
    lines = (uscc_vectors / "uscc_invalid_real.csv").read_text(encoding="utf-8-sig").splitlines()
    legacy = [line.split(",")[0] for line in lines if "digit_legacy" in line]
    assert len(legacy) == 489
    assert all(RegistrationNumber().check(cell).valid for cell in legacy)
