import pytest
from stdnum.iso7064 import mod_11_2

from bonafides.kernel.identifiers.pattern import PatternScheme

BUSINESS = PatternScheme("sf-business", "[0-9]{1,6}")


@pytest.mark.parametrize(
    ("raw", "code", "changes"),
    [
        ("123", "123", ()),
        (" 123\t", "123", ("blanks removed",)),
        ("１２３", "123", ("full-width to half-width",)),
        ("0", "0", ()),
        ("000123", "000123", ()),
    ],
)
def test_accepts_a_full_match(raw, code, changes):
    answer = BUSINESS.check(raw)
    assert (answer.code, answer.valid, answer.changes) == (code, True, changes)


@pytest.mark.parametrize("raw", ["1234567", "12 3", "12a", "123\n4", "٣"])
def test_refuses_a_partial_match(raw):
    assert BUSINESS.check(raw).reason == "format"


def test_digits_and_letters_of_the_pattern_are_ascii():
    assert PatternScheme("own", r"\d+").check("٣").reason == "format"


def test_case_and_inner_blanks_are_the_patterns_business():
    scheme = PatternScheme("own", "[a-z]{2} [0-9]{2}")
    assert scheme.check(" ab 12 ").code == "ab 12"
    assert scheme.check("AB 12").reason == "format"


def test_the_length_is_bounded():
    answer = PatternScheme("own", "[0-9]+", max_length=5).check("1" * 6)
    assert (answer.reason, answer.details["expected"]) == ("length", "1–5")


def test_an_18_digit_citizen_id_is_refused_even_where_the_pattern_matches():
    body = "99000019500101000"
    scheme = PatternScheme("own", "[0-9X]{15,18}")
    assert scheme.check(body + mod_11_2.calc_check_digit(body)).reason == "natural-person-id"
    assert scheme.check("320000000201000").valid  # without a check digit it may as well be theirs


@pytest.mark.parametrize(("pattern", "message"), [("[0-9", "compile"), ("[0-9]*", "empty")])
def test_a_pattern_that_cannot_serve_is_refused(pattern, message):
    with pytest.raises(ValueError, match=message):
        PatternScheme("own", pattern)
