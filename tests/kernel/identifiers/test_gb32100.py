import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from bonafides.kernel.identifiers import gb32100

SYMBOLS = st.sampled_from(gb32100.ALPHABET)
BODIES = st.tuples(
    st.text(gb32100.ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(gb32100.ALPHABET, min_size=9, max_size=9),
).map("".join)
CODES = BODIES.map(lambda body: body + gb32100.check_character(body))

SYNTHETIC = [  # domain.md 1.6: of the unassigned division 990000
    "91990000MA0TEXT124",
    "92990000MA0TEXT20U",
    "93990000MA0TEXT39M",
    "12990000MB0TEXT408",
    "51990000MJ0TEXT58F",
    "52990000MJ0TEXT667",
    "N2990000MF0TEXT7XP",
    "Y1990000MH0TEXT85D",
    "91990000MA000004X6",
    "91990000MA00004100",
]


def test_has_the_alphabet_and_the_weights_of_the_standard():
    assert gb32100.ALPHABET == "0123456789ABCDEFGHJKLMNPQRTUWXY"
    assert gb32100.WEIGHTS == (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@pytest.mark.parametrize("code", SYNTHETIC)
def test_accepts_the_synthetic_codes(code):
    assert gb32100.holds(code)


def test_a_sum_divisible_by_31_asks_for_0():
    assert gb32100.check_character("91990000MA0000410") == "0"
    assert stdnum_uscc.calc_check_digit("91990000MA0000410") == "0"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "91350203M0001QAY9B",  # met in public code as an exception
        "91990000MA0TEXT12",
        "91990000MA0TEXT1244",
        "91990000ma0text124",
        "9199000OMA0TEXT124",
        "91990000MA0T\nXT124",
        "91990000MA0TEXT124\n",
        "919900٠0MA0TEXT124",
        "9199A000MA0TEXT124",
    ],
)
def test_refuses_any_other_text(text):
    assert not gb32100.holds(text)


@given(CODES, SYMBOLS)
def test_only_one_check_character_holds(code, symbol):
    assert gb32100.holds(code[:17] + symbol) == (symbol == code[17])


@given(CODES)
def test_finds_every_substitution_of_one_character(code):
    for place, came in enumerate(code[:17]):
        for symbol in gb32100.ALPHABET.replace(came, ""):
            wrong = code[:place] + symbol + code[place + 1 :]
            assert gb32100.check_character(wrong[:17]) != code[17]
            assert not gb32100.holds(wrong)


@given(CODES)
def test_finds_every_transposition_of_neighbours(code):
    for place in range(17):
        wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert wrong == code or gb32100.check_character(wrong[:17]) != wrong[17]


@given(BODIES, SYMBOLS)
def test_agrees_with_python_stdnum_where_that_is_right(body, check):
    assert gb32100.check_character(body) == stdnum_uscc.calc_check_digit(body)
    if body[:2].isdigit():
        assert gb32100.holds(body + check) == stdnum_uscc.is_valid(body + check)


@pytest.mark.parametrize("code", ["N2990000MF0TEXT7XP", "Y1990000MH0TEXT85D"])
def test_python_stdnum_refuses_authorities_with_a_letter(code):
    """Why `stdnum.cn.uscc` is not used. When this fails, it has been mended: look again."""
    assert not stdnum_uscc.is_valid(code)


@pytest.mark.parametrize("body", ["", "9199000", "91990000MA0TEXT124"])
def test_the_check_character_stands_over_17_characters(body):
    with pytest.raises(ValueError, match="17"):
        gb32100.check_character(body)
