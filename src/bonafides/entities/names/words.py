"""The words that names are made of, ready for use: what `names.yaml` of the packs in force says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bonafides.entities.names.fold import folded, plain


@dataclass(frozen=True)
class Words:
    """`forms`: a legal form as it is written → what it is. `same`: a word → the one that it is read as."""

    forms: Mapping[str, str] = field(default_factory=dict)
    industries: frozenset[str] = frozenset()
    divisions: frozenset[str] = frozenset()
    large_divisions: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    no_divisions: tuple[str, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()

    @cached_property
    def form_ends(self) -> re.Pattern[str]:
        """A form at the end of a name in one word, the longest that fits."""
        return _any_of((one for one in self.forms if " " not in one and not one.isascii()), "$")

    @cached_property
    def form_words(self) -> Mapping[tuple[str, ...], str]:
        """The forms of names in words, by their words."""
        return {tuple(one.split()): what for one, what in self.forms.items()}

    @cached_property
    def industry_ends(self) -> re.Pattern[str]:
        return _any_of(self.industries, "$")

    @cached_property
    def short_divisions(self) -> frozenset[str]:
        """Large ones without what they are: 珠海, 广东; of two characters and more."""
        ends = _any_of(self.suffixes, "$")
        return frozenset(short for one in self.large_divisions if len(short := ends.sub("", one)) > 1)

    @cached_property
    def industries_by_sign(self) -> Mapping[str, tuple[str, ...]]:
        """The words of two characters or more that a single character may stand for: its first, or its last (行: 银行)."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.industries, key=lambda one: (len(one), one)):
            for sign in dict.fromkeys((word[0], word[-1])):
                if len(word) > 1:
                    found.setdefault(sign, []).append(word)
        return {sign: tuple(words) for sign, words in found.items()}


def written(words: Iterable[str]) -> tuple[str, ...]:
    """The words as they stand in a plain name."""
    return tuple(plain(folded(one)) for one in words)


def _any_of(words: Iterable[str], after: str = "") -> re.Pattern[str]:
    told = "|".join(re.escape(one) for one in sorted(words, key=lambda one: (-len(one), one)))
    return re.compile(f"(?:{told}){after}" if told else r"(?!)")
