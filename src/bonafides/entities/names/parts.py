"""A Chinese name taken apart: division, brand (字号), industry, legal form. 珠海 · 格力 · 电器 · 股份有限公司"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bonafides.entities.names.words import Words

SHORTEST_BRAND = 2
LONGEST_DIVISION = 8


@dataclass(frozen=True)
class Parts:
    """`division` and `industry` in their words, in order; together with brand and form they are the whole name."""

    division: tuple[str, ...]
    brand: str
    industry: tuple[str, ...]
    form: str

    @property
    def place(self) -> str:
        return "".join(self.division)

    @property
    def rest(self) -> str:
        """From the brand on, without the form."""
        return self.brand + "".join(self.industry)

    @property
    def core(self) -> str:
        """Without the form."""
        return self.place + self.rest

    def starts(self) -> frozenset[int]:
        """Where a word begins."""
        places, at = {0}, 0
        for word in (*self.division, self.brand, *self.industry, self.form):
            at += len(word)
            places.add(at)
        return frozenset(places)


def parts(name: str, words: Words) -> Parts:
    """The parts of a plain name in one word. What is no known word is brand."""
    rest, form = without_form(name, words)
    division, rest = _division(rest, words)
    industry: list[str] = []
    while found := words.industry_ends.search(rest):
        if found.start() < SHORTEST_BRAND:
            break
        industry.insert(0, found[0])
        rest = rest[: found.start()]
    return Parts(tuple(division), rest, tuple(industry), form)


def without_form(name: str, words: Words) -> tuple[str, str]:
    """The name and its form, which may be of several words (有限公司 · 分公司)."""
    rest = name
    while found := words.form_ends.search(rest):
        if found.start() < SHORTEST_BRAND:
            break
        rest = rest[: found.start()]
    return rest, name[len(rest) :]


def forms_of(form: str, words: Words) -> tuple[str, ...]:
    """What each form in a form of several words is (有限公司 · 分公司), from the first on."""
    rest, found = form, list[str]()
    while rest and (last := words.form_ends.search(rest)):
        found.insert(0, words.forms[last[0]])
        rest = rest[: last.start()]
    return tuple(found)


def without_suffix(division: str, words: Words) -> str:
    """珠海 for 珠海市"""
    for suffix in words.suffixes:
        if division.endswith(suffix) and len(division) - len(suffix) >= SHORTEST_BRAND:
            return division[: -len(suffix)]
    return division


def is_place(text: str, words: Words) -> bool:
    """Whether it is a division and nothing else."""
    return _known(text, words, short=True) == text or _by_its_end(text, words) == text


def _division(name: str, words: Words) -> tuple[list[str], str]:
    found: list[str] = []
    rest = name
    while True:
        taken = _known(rest, words, short=not found) or _by_its_end(rest, words)
        if taken is None or len(rest) - len(taken) < SHORTEST_BRAND:
            return found, rest
        found.append(taken)
        rest = rest[len(taken) :]


def _known(name: str, words: Words, *, short: bool) -> str | None:
    for length in range(min(LONGEST_DIVISION, len(name)), 1, -1):
        start = name[:length]
        if start in words.divisions or (short and start in words.short_divisions):
            return start
    return None


def _by_its_end(name: str, words: Words) -> str | None:
    """A place that no list knows, by what it says it is: 澄岚县, 望栖镇."""
    found = _pattern(words.suffixes).match(name)
    if found is None or any(found[0].endswith(one) for one in words.no_divisions):
        return None
    return found[0]


@lru_cache(maxsize=8)
def _pattern(suffixes: tuple[str, ...]) -> re.Pattern[str]:
    told = "|".join(re.escape(one) for one in suffixes)
    return re.compile(f"[^\\W\\d_a-z]{{2,4}}?(?:{told})" if told else r"(?!)")
