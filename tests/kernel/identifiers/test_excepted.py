from datetime import date

import pytest
from stdnum.iso7064 import mod_11_2

from bonafides.kernel.identifiers import ExceptedCode, ExceptionRegister, Uscc, classify

ISSUED = "91350203M0001QAY9B"  # fails the outer check; met in public code as an exception


def excepted(
    code: str = ISSUED, by: str = "厦门市市场监督管理局", reason: str = "issued before the check"
) -> ExceptedCode:
    return ExceptedCode(code, by, date(2026, 1, 5), reason)


def test_an_excepted_code_is_valid_and_says_so():
    assert Uscc().check(ISSUED).reason == "check-character"
    answer = Uscc(exceptions=ExceptionRegister.of([excepted()])).check(f" {ISSUED.lower()}")
    assert answer.valid
    assert answer.code == ISSUED
    assert answer.warnings == ("excepted",)
    assert answer.details["confirmed_by"] == "厦门市市场监督管理局"
    assert answer.details["confirmed_on"] == "2026-01-05"
    assert classify(ISSUED) == "nothing"
    assert classify(ISSUED, ExceptionRegister.of([excepted()])) == "uscc"


def test_other_oddities_of_an_excepted_code_are_still_reported():
    register = ExceptionRegister.of([excepted("ZZ990000M0001QAY9B")])
    assert Uscc(exceptions=register).check("ZZ990000M0001QAY9B").warnings == (
        "excepted",
        "pair-unknown",
        "division-unassigned",
    )


PERSON = "99000019500101000" + mod_11_2.calc_check_digit("99000019500101000")


@pytest.mark.parametrize(
    ("code", "by", "reason", "message"),
    [
        ("91110000600037341L", "a", "r", "valid as it is"),
        (ISSUED.lower(), "a", "r", "18 characters"),
        (ISSUED[:17], "a", "r", "18 characters"),
        (PERSON, "a", "r", "natural person"),
        (ISSUED, " ", "r", "authority"),
        (ISSUED, "a", "", "reason"),
    ],
)
def test_an_exception_is_a_reviewed_act_or_none(code, by, reason, message):
    with pytest.raises(ValueError, match=message) as raised:
        excepted(code, by, reason)
    assert PERSON not in str(raised.value)


def test_no_code_stands_twice_in_the_register():
    with pytest.raises(ValueError, match="twice"):
        ExceptionRegister.of([excepted(), excepted()])
