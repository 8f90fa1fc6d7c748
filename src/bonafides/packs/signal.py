"""`signals/NAME.yaml`: the card of a signal of early warning: what is worth a look, why, found how, how often wrong, until when.

A signal is a lead. What it may lead to are the words of `Effect`: there is none for a list, a tier, a publication, a penalty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bonafides.packs.risk_model import Never
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Mark, Text
from bonafides.packs.wording import Path, wrong

Effect = Literal["reminder", "paper-check", "raise-order"]
"""All that a signal may cause: a reminder to the business, a check of papers, a place further up among targeted checks."""
Chance = Annotated[str, Field(pattern=r"^0\.[0-9]{1,6}$")]
"""A probability, as a decimal in quotes."""
_FIGURE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Rule(Entry):
    """A decision of `standards/` whose result is true where the business is worth a look."""

    decision: FactName


class Counting(Entry):
    """More came lately than what came before lets expect: an exact test of two counts, with its rate of false alarms.

    `recent` and `all` count the same records in two windows of days that both end today; the shorter lies in the longer.
    Had they come at one rate all the time, `recent` would have so many with a chance of at most `false_alarms`.
    """

    recent: FactName
    all: FactName
    false_alarms: Chance
    at_least: Annotated[int, Field(ge=2, le=50)]
    """Fewer than so many lately say nothing."""


class Crowd(Entry):
    """Many businesses whose indicator `by` is the same text, such as an address. Blanks and case make no difference."""

    by: FactName
    at_least: FactName
    """The parameter that holds from how many on."""


class Outlier(Entry):
    """A figure far from those of its own group: so many times the spread of the middle half beyond it (Tukey, of logarithms).

    `value` and `per` are indicators: the figure is the one divided by the other. A group with fewer than `least` businesses
    says nothing.
    """

    value: FactName
    per: FactName
    by: FactName
    """The indicator that names the group."""
    side: Literal["low", "high", "both"]
    fences: FactName
    """The parameter that holds how many times, in tenths."""
    least: FactName
    """The parameter that holds the smallest group."""


class Stated(Entry):
    """What the card states beforehand of its errors; the monthly report holds what came against it.

    `hits`: of the businesses that were looked into, the share where something was found, at least.
    """

    hits: Chance
    mark: Mark
    source: Text


class Signal(Entry):
    """One card."""

    signal: Identifier
    title: Text
    why: Text
    reason: Text
    """What the officer is told of one business; `{indicator}` stands for a figure of it."""
    limits: Text
    owner: Identifier
    """The agency whose officers see it and answer for it."""
    purpose: Identifier
    """The purpose of `purposes.yaml` for which they look."""
    items: tuple[Identifier, ...] = ()
    """The inspection items on whose list it stands; none: on that of the agency alone."""
    effect: Effect
    order: Annotated[int, Field(ge=1, le=99)]
    """Its place on the list: 1 first."""
    expires_days: FactName
    """The parameter that holds after how many days it is over."""
    stated: Stated
    basis: Citation | tuple[Citation, ...]
    in_force: InForce
    never: tuple[Never, ...]
    rule: Rule | None = None
    counting: Counting | None = None
    crowd: Crowd | None = None
    outlier: Outlier | None = None

    @model_validator(mode="after")
    def _one_method(self) -> Signal:
        given = [word for word in METHODS if getattr(self, word) is not None]
        if len(given) != 1:
            told = " and ".join(f"`{one}`" for one in given) or "none"
            raise wrong(f"one of {', '.join(f'`{one}`' for one in METHODS)}", told, "say how it is found, once")
        return self

    @property
    def method(self) -> str:
        return next(word for word in METHODS if getattr(self, word) is not None)

    def figures(self) -> tuple[str, ...]:
        """The names that its reason speaks of."""
        return tuple(dict.fromkeys(name for text in self.reason.values() for name in _FIGURE.findall(text)))

    def told(self, language: str, words: dict[str, str]) -> str:
        """Its reason in a language, with figures put in."""
        return _FIGURE.sub(lambda found: words[found[1]], self.reason[language])

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Every text, with its place."""
        for word in ("title", "why", "reason", "limits"):
            yield (word,), getattr(self, word)
        yield ("stated", "source"), self.stated.source
        for index, never in enumerate(self.never):
            yield ("never", index, "why"), never.why


METHODS = ("rule", "counting", "crowd", "outlier")
CROWD, FIGURE, LOW, HIGH, GROUP_SIZE = "how_many", "figure", "usual_low", "usual_high", "group_size"
"""What the reason of a crowd, and of an outlier, may speak of beside indicators."""


def hits(card: Signal) -> Decimal:
    """The share of hits that a card states."""
    return Decimal(card.stated.hits)
