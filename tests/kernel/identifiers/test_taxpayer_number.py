import pytest

from bonafides.kernel.identifiers import DivisionTable
from bonafides.kernel.identifiers.taxpayer_number import TaxpayerNumber


def test_accepts_a_division_with_an_organisation_code():
    answer = TaxpayerNumber().check("32010013830295x")
    assert (answer.code, answer.warnings) == ("32010013830295X", ())
    assert TaxpayerNumber(DivisionTable("test", {})).check("32010013830295X").warnings == ("division-unknown",)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("320100138302951", "check-character"),
        ("3201A013830295X", "division"),
        ("32010013830295无", "character"),
        ("32010013830295", "length"),
        ("91110000600037341L", "is-uscc"),
        ("320000000201000", "natural-person-id"),
    ],
)
def test_says_why_it_refuses(raw, reason):
    assert TaxpayerNumber().check(raw).reason == reason
