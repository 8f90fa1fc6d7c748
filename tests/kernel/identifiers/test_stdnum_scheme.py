import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.identifiers.stdnum_scheme import StdnumScheme

EIN = StdnumScheme("ein", "us.ein")
SEVERAL = [StdnumScheme("own", module) for module in ("us.ein", "jp.cn", "eu.nace", "lei")]


def test_accepts_what_the_module_accepts_in_its_compact_form():
    answer = EIN.check(" 91-1144442")
    assert (answer.code, answer.valid) == ("911144442", True)
    assert answer.changes == ("blanks removed", "separators removed")
    assert EIN.check("911144442").changes == ()


@pytest.mark.parametrize(
    ("module", "raw", "reason"),
    [
        ("us.ein", "1144442", "format"),
        ("us.ein", "07-1144442", "component"),
        ("jp.cn", "7000012050003", "check-character"),
        ("jp.cn", "500001205000", "length"),
        ("jp.cn", "5" * 65, "length"),
        ("jp.cn", "无", "missing"),
    ],
)
def test_says_why_it_refuses(module, raw, reason):
    assert StdnumScheme("own", module).check(raw).reason == reason


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("os", "no module|no numbers"),
        ("..os", "not the name"),
        ("us.ein.validate", "not the name"),
        ("us.nothing", "no module"),
        ("exceptions", "no numbers"),
        ("util", "no numbers"),
        ("", "not the name"),
        ("cn.ric", "natural persons"),
        ("us.ssn", "natural persons"),
    ],
)
def test_only_modules_of_organisations_within_stdnum_serve(module, message):
    with pytest.raises(ValueError, match=message):
        StdnumScheme("own", module)


@given(st.text())
def test_never_fails(raw):
    for chosen in SEVERAL:
        answer = chosen.check(raw)
        assert answer.valid == (answer.reason is None)
