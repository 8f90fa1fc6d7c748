"""The asks for a Chinese name: shortened as companies shorten theirs, or typed with one character wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, product

from bonafides.entities.names.asks import Ask, distinct, each_left_out, in_order
from bonafides.entities.names.parts import Parts, without_suffix
from bonafides.entities.names.readings import homophones
from bonafides.entities.names.words import Words

MOST = 120
LONGEST_SHORTENED = 6  # characters of an abbreviation that is made of single characters
LONGEST_MISHEARD = 4  # of a name short enough for each homophone to be asked for
PLACE = 2  # characters of most places in names
WORDS_OF_A_SIGN, COMBINED = 12, 24


def han_asks(typed: Parts, words: Words, *, mistyped: bool) -> list[Ask]:
    """`typed` is what was typed, taken apart; the most likely asks first."""
    asks = chain(_shortened(typed, words), _misspelt(typed) if mistyped else ())
    return distinct(asks, MOST)


def _shortened(typed: Parts, words: Words) -> Iterator[Ask | None]:
    whole = typed.core
    yield in_order([whole])  # without its form
    if typed.division:  # 珠海市格力: 珠海…格力; the place may also stand behind (格力电器（珠海）)
        yield in_order([*(without_suffix(one, words) for one in typed.division), typed.rest])
        yield in_order([typed.brand, *typed.industry])
    yield from _in_two(whole)
    if len(whole) <= LONGEST_SHORTENED:
        for place in range(2, len(whole) - 1):  # 恒信电科 of 恒信电子科技
            yield in_order([whole[:place], *whole[place:]])
        yield from _spelt_out(whole, words)


def _misspelt(typed: Parts) -> Iterator[Ask | None]:
    whole = typed.core
    yield from _mistyped("", whole)
    if len(whole) > LONGEST_MISHEARD:  # with a place before it, which in the name may say what it is (县)
        place, rest = whole[:PLACE], whole[PLACE:]
        yield from (in_order([rest]), in_order([rest[1:]]))
        yield from _mistyped(place, rest)
    else:
        yield from _misheard(whole)
    if typed.division and len(typed.rest) > 2:  # the place may stand behind
        yield from (*_mistyped("", typed.rest), *_in_two(typed.rest))


def _in_two(whole: str) -> Iterator[Ask | None]:
    """澄岚恒信 of 澄岚县恒信…: two pieces with something between; so a character left out is found as well."""
    middle = len(whole) // 2
    for place in sorted(range(1, len(whole)), key=lambda place: abs(place - middle)):
        yield in_order([whole[:place], whole[place:]])


def _spelt_out(whole: str, words: Words) -> Iterator[Ask | None]:
    """工行 of 工商银行, 中石化 of 中国石油化工: a character may stand for a word that begins, or at the end ends, with it."""
    meant = words.industries_by_sign
    for first in range(len(whole) - 1, 0, -1):  # the last character alone, the last two, …
        head, tail = whole[:first], whole[first:]
        choices = [meant.get(sign, ())[:WORDS_OF_A_SIGN] for sign in tail]
        yield from (in_order([head, *chosen]) for chosen in islice(product(*choices), COMBINED))


def _mistyped(before: str, text: str) -> Iterator[Ask | None]:
    """One character of `text` wrong, missing or too many, or two exchanged; `before` stands somewhere before it."""
    if len(text) < 3:
        return
    for left, right in each_left_out(text):
        yield in_order([before, left, right])
    for place in range(len(text) - 1):
        yield in_order([before, text[:place] + text[place + 1] + text[place] + text[place + 2 :]])


def _misheard(whole: str) -> Iterator[Ask | None]:
    for place, (left, right) in enumerate(each_left_out(whole)):
        for sign in homophones(whole[place]):
            yield in_order([left + sign + right])
