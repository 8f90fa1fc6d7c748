import pytest
from stdnum.iso7064 import mod_11_2

from bonafides.kernel.identifiers import scheme
from bonafides.kernel.identifiers.texts import reason_text

PERSON = "99000019500101000" + mod_11_2.calc_check_digit("99000019500101000")
SCHEMES = [
    scheme("uscc"),
    scheme("registration-number"),
    scheme("organisation-code"),
    scheme("taxpayer-number"),
    scheme("name-place"),
    scheme("own", pattern=r"[0-9]{18,20}"),
    scheme("ein", stdnum="us.ein"),
]


@pytest.mark.parametrize("chosen", SCHEMES, ids=lambda chosen: chosen.name)
@pytest.mark.parametrize(
    "raw",
    [
        PERSON,
        PERSON + "01",
        f" {PERSON[:6]} {PERSON[6:14]} {PERSON[14:]}",
        f"李四{PERSON}",
        f"李四{PERSON}@北京市",
        " ".join(PERSON),
        "\u200b".join(PERSON),
        f"{PERSON},{PERSON[:9]}   {PERSON[9:]} 5",
        PERSON.translate({48 + i: 0xFF10 + i for i in range(10)}),
    ],
)
def test_no_scheme_echoes_a_persons_number(chosen, raw):
    answer = chosen.check(raw)
    assert not answer.valid
    assert answer.reason == "natural-person-id"
    assert answer.code is answer.suggestion is None
    half_width = answer.given.translate({0xFF10 + i: 48 + i for i in range(10)})
    digits = "".join(filter(str.isdigit, half_width))
    assert PERSON[3:17] not in digits
    assert "***" in answer.given
    assert PERSON[3:17] not in repr(answer) + reason_text(answer, "en") + reason_text(answer, "zh")


@pytest.mark.parametrize("chosen", SCHEMES, ids=lambda chosen: chosen.name)
@pytest.mark.parametrize("raw", ["", " ", "\u3000", "无", "null", "—"])
def test_nothing_is_missing(chosen, raw):
    assert chosen.check(raw).reason == "missing"
