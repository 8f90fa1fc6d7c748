"""An ask finds the names that it is made for: of whatever name, but for one character."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.entities.names.small_register import SmallRegister

from bonafides.entities.names.asks import distinct, in_order
from bonafides.entities.names.han_asks import han_asks
from bonafides.entities.names.parts import Parts
from bonafides.entities.names.words import Words

NAMES = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=4, max_size=12)
NONE = Words()


def found(typed: str, name: str) -> bool:
    register = SmallRegister([name], NONE)
    return any(register.asked(ask) for ask in han_asks(Parts((), typed, (), ""), NONE, mistyped=True))


@settings(deadline=None)
@given(NAMES, st.data())
def test_one_character_wrong_missing_or_too_many(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    assert found(name[:place] + "龘" + name[place + 1 :], name)
    assert found(name[:place] + "龘" + name[place:], name)
    assert found(name[:place] + name[place + 1 :], name)


@settings(deadline=None)
@given(NAMES, st.data())
def test_two_exchanged(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 2))
    assert found(name[:place] + name[place + 1] + name[place] + name[place + 2 :], name)


@settings(deadline=None)
@given(NAMES, st.data())
def test_a_word_left_out(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(name) - 1))
    assert found(name, name[:place] + "县" + name[place:])


def test_signs_of_patterns_are_characters() -> None:
    ask = in_order(["a%", "b_", "c\\"])
    assert ask is not None
    assert ask.pattern == "%a\\%%b\\_%c\\\\%"
    assert ask.pairs == ("a%", "b_", "c\\")
    assert in_order(["a", "b"]) is None


def test_each_is_asked_once_and_not_too_many() -> None:
    asks = [in_order([text]) for text in ("ab", "ab", "cd", "ef")]
    assert [ask.pairs for ask in distinct([None, *asks], 2)] == [("ab",), ("cd",)]
