import pytest
from stdnum.iso7064 import mod_11_2

from bonafides.kernel.identifiers import classify

PERSON = "99000019500101000" + mod_11_2.calc_check_digit("99000019500101000")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("91110000600037341L", "uscc"),
        (" 91110000x00016731q", "uscc"),
        ("320100000045616", "registration-number"),
        ("3201001009351", "registration-number-13"),
        ("8613800138000", "nothing"),  # a telephone number: 86 is no province
        ("13497257-7", "organisation-code"),
        ("13830295－x", "organisation-code"),
        ("32010013830295X", "taxpayer-number"),
        (PERSON, "natural-person-id"),
        (PERSON + "01", "natural-person-id"),
        (f"李四 {PERSON}", "natural-person-id"),
        (f"李四 {PERSON[:6]} {PERSON[6:]}", "natural-person-id"),
        ("320000000201000", "natural-person-id"),
        ("", "nothing"),
        ("无", "nothing"),
        ("000000000", "nothing"),
        ("000000000000000000", "nothing"),
        ("企合苏分字第00087", "nothing"),
        ("91350203M0001QAY9B", "nothing"),
    ],
)
def test_says_what_a_cell_is(raw, kind):
    assert classify(raw) == kind
