"""How a name in words meets what was typed: with another form, in another order, by its first letters, or misspelt."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from bonafides.entities.names.fold import plain
from bonafides.entities.names.meets import ABBREVIATION, BEGINNING, CUT, EQUAL, PART, SIMILAR, Meets
from bonafides.entities.names.words import Words

ALIKE = 84
"""From here on (of 100) two names mean one business, as the labelled pairs have it best (docs/reference/search.md)."""
SHOWN = 74
"""From here on a name is shown to whoever typed another."""
OTHER_FORM = 12
"""What it takes off that both say a form, and not the same."""
OTHER_NUMBER = 6


@dataclass(frozen=True)
class InWords:
    """`core`: its words without the form and without what is not said; `forms`: what its forms are."""

    whole: tuple[str, ...]
    core: tuple[str, ...]
    forms: frozenset[str]

    @property
    def told(self) -> str:
        return " ".join(self.core)


def in_words(name: str, words: Words) -> InWords:
    """A folded name in its words."""
    whole = tuple(plain(name).split())
    core, forms = _without_forms(whole, words)
    kept = tuple(words.same.get(one, one) for one in core if one not in words.unsaid)
    return InWords(whole, kept or core or whole, forms)


def alike(one: InWords, other: InWords) -> float:
    """How far two names are alike, of 100: their cores in whatever order, and whether their forms differ."""
    joined = "".join(one.core), "".join(other.core)
    score = max(fuzz.ratio(one.told, other.told), fuzz.token_sort_ratio(one.told, other.told), fuzz.ratio(*joined))
    if one.forms and other.forms and one.forms.isdisjoint(other.forms):
        score -= OTHER_FORM
    if _numbers(one) != _numbers(other):
        score -= OTHER_NUMBER
    return max(score, 0.0)


class LatinMatch:
    """`typed` is folded."""

    def __init__(self, typed: str, words: Words) -> None:
        self.words, self.typed = words, typed
        self.own = in_words(typed, words)

    def meets(self, name: str, *, similar: bool) -> Meets | None:
        """None where the name has little to do with it."""
        typed, other = self.typed, in_words(name, self.words)
        unlike = 1 - fuzz.ratio(typed, name) / 100
        if name == typed:
            return Meets(EQUAL, 0, unlike)
        if self.own.core == other.core:
            return Meets(EQUAL, 1 + (len(self.own.forms | other.forms) > 1), unlike)
        if name.startswith(typed):
            return Meets(BEGINNING, 0, unlike)
        if (at := name.find(typed)) >= 0:
            return Meets(PART if not name[at - 1].isalnum() else CUT, 0, unlike)
        if set(self.own.core) <= set(other.core):
            return Meets(PART, 1, unlike)
        if self._initials(other):
            return Meets(ABBREVIATION, 0, unlike)
        if not similar:
            return None
        score = max(alike(self.own, other), self._as_part(other))
        if set(other.core) <= set(self.own.core) and len(other.told) > 4:  # a word too many, mostly a form misspelt
            score = max(score, SHOWN)
        return Meets(SIMILAR, 100 - score, unlike) if score >= SHOWN else None

    def _initials(self, other: InWords) -> bool:
        [first, *_] = self.own.core
        return len(first) > 1 and first == "".join(word[0] for word in other.core)

    def _as_part(self, other: InWords) -> float:
        """Where fewer words were typed than the name has: as they stand side by side in it, which is worth less."""
        if not 0 < len(self.own.core) < len(other.core) or len(self.own.told) < 5:
            return 0.0
        return fuzz.partial_ratio(self.own.told, other.told) - 8


def _without_forms(whole: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words between the forms at either end; at least one is left."""
    forms, left = set[str](), whole
    longest = max(map(len, words.form_words), default=0)
    while True:
        for length in range(min(longest, len(left) - 1), 0, -1):
            if what := words.form_words.get(left[-length:]):
                left = left[:-length]
            elif what := words.form_words.get(left[:length]):
                left = left[length:]
            else:
                continue
            forms.add(what)
            break
        else:
            return left, frozenset(forms)


def _numbers(name: InWords) -> set[str]:
    return {word for word in name.core if any(sign.isdigit() for sign in word)}
