"""The asks for a name in words: its form written otherwise, a word left out, one mistyped, its first letters alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bonafides.entities.names.asks import BEGINNING, Ask, distinct, holding, pairs_of

MOST = 48
SHORTEST_WORD = 2
ENOUGH = 4  # letters that the words which are left must have
LONGEST_INITIALS = 6
LONG = 7


def latin_asks(core: tuple[str, ...], every: tuple[str, ...], *, mistyped: bool) -> list[Ask]:
    """`core`: the words without the form; `every`: all of them, in order."""
    asks = chain(_in_other_words(core), _misspelt(core) if mistyped else (), [holding(_pairs(every))])
    return distinct(asks, MOST)


def _in_other_words(core: tuple[str, ...]) -> Iterator[Ask | None]:
    yield holding(_pairs(core))
    if len(core) == 1 and 1 < len(core[0]) <= LONGEST_INITIALS:
        yield _initials(core[0])
        yield holding(f"{sign}." for sign in core[0])  # a.b.c.


def _misspelt(core: tuple[str, ...]) -> Iterator[Ask | None]:
    for word in sorted(core, key=len):  # the longest that is left tells most
        others = tuple(one for one in core if one != word)
        if sum(map(len, others)) >= ENOUGH:
            yield holding(_pairs(others))
    longest = sorted(core, key=len, reverse=True)[:2]
    for word in longest:
        if len(word) >= LONG:  # with more than one letter wrong, or without its accents
            yield from (holding(pairs_of(half)) for half in (word[: len(word) // 2 + 1], word[len(word) // 2 :]))
        others = tuple(one for one in core if one != word) if len(core) <= 3 else ()
        for width in (3, 2):  # pairs around a letter that is wrong, or two that were exchanged
            pairs = pairs_of(word)
            for place in range(max(0, len(pairs) - width + 1)):
                left = pairs[:place] + pairs[place + width :]
                if len(left) > 1:
                    yield holding(left + _pairs(others if len(left) < ENOUGH else ()))


def _pairs(words: tuple[str, ...]) -> list[str]:
    return [pair for word in words if len(word) >= SHORTEST_WORD for pair in pairs_of(word)]


def _initials(word: str) -> Ask | None:
    """pla: People's Liberation Army"""
    return holding([BEGINNING + word[0], *(f" {sign}" for sign in word[1:])])
