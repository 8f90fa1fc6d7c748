"""A sentence that can be said in another language: the English text, and beside it the pattern and what fills its gaps.

It is that text wherever a text is asked for, so that logs, stored rows and programs read English; whoever shows it to a person
asks `said_by` the translations of that person's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Self

_AS_THEY_ARE = (str, int, float, Decimal, date, tuple, list, dict, frozenset, set)
Translate = Callable[[str], str]
"""The words of a language: what gettext does with a message id."""


class Sentence(str):
    """`Sentence("expected %(what)s, came none", what=…)`. A gap may hold a sentence, or sentences that were joined."""

    __slots__ = ("gaps", "pattern")
    pattern: str
    gaps: dict[str, object]

    def __new__(cls, pattern: str, /, **gaps: object) -> Self:
        """Without gaps the pattern is the text: a percent sign in it means itself."""
        made = super().__new__(cls, pattern % gaps if gaps else pattern)
        made.pattern, made.gaps = pattern, {name: _kept(one) for name, one in gaps.items()}
        return made

    def __str__(self) -> str:
        """Itself, not a plain copy: what an error is told as can still be said in another language."""
        return self

    def said_by(self, translate: Translate) -> str:
        """The sentence in a language."""
        pattern = translate(self.pattern)
        return pattern % {name: say(one, translate) for name, one in self.gaps.items()} if self.gaps else pattern


COMMA, AND, OR, SEMICOLON = Sentence(", "), Sentence(" and "), Sentence(" or "), Sentence("; ")
LINES = Sentence("\n  ")


class Joined(str):
    """`Joined(items, OR)`: names or sentences in a row."""

    __slots__ = ("glue", "items")
    items: tuple[object, ...]
    glue: Sentence

    def __new__(cls, items: Iterable[object], glue: Sentence = COMMA) -> Self:
        """Of one item alone: that item."""
        kept = tuple(_kept(one) for one in items)
        made = super().__new__(cls, glue.join(str(one) for one in kept))
        made.items, made.glue = kept, glue
        return made

    def __str__(self) -> str:
        """Itself, not a plain copy: what an error is told as can still be said in another language."""
        return self

    def said_by(self, translate: Translate) -> str:
        """The row in a language."""
        return self.glue.said_by(translate).join(str(say(one, translate)) for one in self.items)


def say(one: object, translate: Translate) -> object:
    """A sentence, or what is told by one, in a language; anything else as it is."""
    kept = _kept(one)
    return kept.said_by(translate) if isinstance(kept, (Sentence, Joined)) else kept


def _kept(one: object) -> object:
    """What fills a gap, as it is now: a row that is named by a sentence of its own (`officer 12`) becomes that sentence."""
    return one if one is None or isinstance(one, _AS_THEY_ARE) else str(one)


class Refusal(Exception):  # noqa: N818  # what errors derive from, each with a name of its own
    """An error that is told to a person: `raise XError("expected %(what)s, came none", what=…)`."""

    def __init__(self, pattern: str, /, **gaps: object) -> None:
        """A sentence that is made already is taken as it is."""
        super().__init__(pattern if isinstance(pattern, (Sentence, Joined)) else Sentence(pattern, **gaps))
