import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.identifiers.normalise import is_nothing, normalise


@pytest.mark.parametrize(
    ("raw", "text", "changes"),
    [
        ("91110000600037341L", "91110000600037341L", ()),
        ("91110000x00016731Q", "91110000X00016731Q", ("upper-cased",)),
        ("９１１１０００ｘ", "9111000X", ("full-width to half-width", "upper-cased")),
        (" 9111\u30000000\u00a06000 \t37341L\r\n", "91110000600037341L", ("blanks removed",)),
        ("\ufeff9111\u200b0000\u00ad6000\u206037341L", "91110000600037341L", ("blanks removed",)),
        ("13497257－7", "13497257-7", ("full-width to half-width",)),
        ("无", "无", ()),
    ],
)
def test_says_what_it_changed(raw, text, changes):
    assert normalise(raw) == (text, changes)


@pytest.mark.parametrize("raw", ["ı", "ß", "ſ", "²", "①", "٣", "Ａ\u0301", "𝟗"])
def test_leaves_what_only_looks_like_ascii(raw):
    assert not normalise(raw)[0].isascii() or not normalise(raw)[0].isalnum()


def test_leaves_control_characters_that_are_no_blanks():
    assert normalise("911\x00\x07") == ("911\x00\x07", ())


@given(st.text())
def test_is_idempotent_and_says_so(raw):
    text, changes = normalise(raw)
    assert normalise(text) == (text, ())
    assert (text == raw) == (changes == ())


@pytest.mark.parametrize("text", ["", "-", "—", "无", "NULL", "N/A", "0", "000000000000000000"])
def test_knows_what_stands_for_nothing(text):
    assert is_nothing(text)


def test_a_code_is_not_nothing():
    assert not is_nothing("91110000600037341L")
