import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.identifiers import gb11714


@pytest.mark.parametrize(
    ("body", "check"),
    [("13830295", "X"), ("60003734", "1"), ("00000000", "0"), ("MA000004", "X"), ("MA0TEXT1", "2")],
)
def test_computes_the_check_character(body, check):
    assert gb11714.check_character(body) == check


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=8, max_size=8))
def test_agrees_with_the_text_of_the_standard(body):
    total = sum(int(symbol, 36) * weight for symbol, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    expected = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    assert gb11714.check_character(body) == expected
    assert gb11714.is_organisation_code(body + expected)


def test_old_codes_may_hold_letters_that_a_uscc_may_not():
    body = "IOSVZ000"
    assert gb11714.is_organisation_code(body + gb11714.check_character(body))


@pytest.mark.parametrize("text", ["", "600037340", "6000373", "6000373411", "无无无无无无无无无", "٣00037341"])
def test_refuses_any_other_text(text):
    assert not gb11714.is_organisation_code(text)


def test_takes_the_printed_hyphen_out():
    assert gb11714.without_hyphen("13497257-7") == "134972577"
    assert gb11714.without_hyphen("13497257−7") == "134972577"
    assert gb11714.without_hyphen("1349725-77") == "1349725-77"
    assert gb11714.without_hyphen("134972577") == "134972577"
