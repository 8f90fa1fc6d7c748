import pytest

from bonafides.kernel.identifiers import Uscc, scheme


@pytest.mark.parametrize(
    ("raw", "suggestion"),
    [
        ("911100OO600037341L", "91110000600037341L"),
        ("9lll0000600037341L", "91110000600037341L"),
        ("9III0000600037341L", "91110000600037341L"),
        ("９ＩＩＩ0000 600037341l", "91110000600037341L"),
        ("911100OO600037342L", None),  # would not be valid either
        ("91110000600037342L", None),
    ],
)
def test_suggests_but_never_applies(raw, suggestion):
    answer = Uscc().check(raw)
    assert not answer.valid
    assert answer.code is None
    assert answer.suggestion == suggestion


def test_suggests_for_legacy_numbers_too():
    assert scheme("registration-number").check("32O1000000456l6").suggestion == "320100000045616"
