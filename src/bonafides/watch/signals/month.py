"""What the signals of an agency came to in a month, card by card, and each card held against what it states of itself.

A hit rate counts those looked into alone: of a signal that nobody looked into nothing is known. Who decides what is looked into
sees the card, so that the rate speaks of this list as it was used, not of all businesses.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt
from typing import Any

from django.db.models import Count

from bonafides.agencies.models import Agency
from bonafides.packs.pack import Pack
from bonafides.packs.signal import hits
from bonafides.watch.signals.models import Ended, Signal, Step

FEWEST = 10
"""Below so many looked into, no verdict: an interval would reach nearly everywhere."""
_Z = 1.959964


class MonthRefusedError(ValueError):
    """A month that is none."""


class Verdict(StrEnum):
    """A card held against what it states."""

    AS_STATED = "as-stated"
    FEWER = "fewer"
    """Even the upper end of the interval lies below what the card states."""
    TOO_FEW = "too-few"


@dataclass(frozen=True)
class CardMonth:
    """One card in a month. `looked_into`: outcomes told in the month that are clear; `hits`: those where something was found."""

    card: str
    raised: int
    dismissed: int
    taken_up: int
    ended: int
    expired: int
    looked_into: int
    hits: int
    unclear: int
    stated: float
    reasons: tuple[str, ...]
    """Of the dismissals, in the officers' words."""

    @property
    def interval(self) -> tuple[float, float]:
        """95 % of the rate, by Wilson's score."""
        return wilson(self.hits, self.looked_into)

    @property
    def verdict(self) -> Verdict:
        if self.looked_into < FEWEST:
            return Verdict.TOO_FEW
        return Verdict.FEWER if self.interval[1] < self.stated else Verdict.AS_STATED

    def as_json(self) -> dict[str, Any]:
        low, high = self.interval
        return {
            "card": self.card, "raised": self.raised, "dismissed": self.dismissed, "taken_up": self.taken_up, "ended": self.ended,
            "expired": self.expired, "looked_into": self.looked_into, "hits": self.hits, "unclear": self.unclear,
            "interval": [round(low, 4), round(high, 4)], "stated": self.stated, "verdict": str(self.verdict),
            "reasons_of_dismissal": list(self.reasons),
        }  # fmt: skip


@dataclass(frozen=True)
class Month:
    """The report. `by_day`: how many signals were raised on each day."""

    pack: str
    agency: str
    first: date
    last: date
    cards: tuple[CardMonth, ...]
    by_day: tuple[tuple[date, int], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "pack": self.pack, "agency": self.agency, "from": self.first.isoformat(), "to": self.last.isoformat(),
            "cards": [one.as_json() for one in self.cards],
            "by_day": [{"day": day.isoformat(), "raised": count} for day, count in self.by_day],
        }  # fmt: skip


def month_of(pack: Pack, agency: Agency, month: str) -> Month:
    """The report of a month such as `2026-11`. Raises MonthRefusedError."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise MonthRefusedError(f"expected a month such as 2026-11, came {month!r}") from error
    last = first.replace(day=monthrange(first.year, first.month)[1])
    raised = Signal.objects.filter(agency=agency, as_of__range=(first, last))
    steps = Step.objects.filter(signal__agency=agency, on__range=(first, last)).select_related("signal")
    done = Counter((one.signal.card, one.what, one.found) for one in steps)
    ended = Counter(
        Ended.objects.filter(signal__agency=agency, on__range=(first, last)).values_list("signal__card", flat=True)
    )
    untouched = Signal.objects.filter(agency=agency, expires_on__range=(first, last), steps=None, ended=None)
    expired = Counter(untouched.values_list("card", flat=True))
    of_card = Counter(raised.values_list("card", flat=True))
    reasons: dict[str, list[str]] = {}
    for one in steps:
        if one.what == Step.What.DISMISSED:
            reasons.setdefault(one.signal.card, []).append(one.words)
    names = sorted({*of_card, *ended, *expired, *(card for card, _, _ in done)}, key=lambda name: _place(pack, name))

    def told(card: str) -> CardMonth:
        something, nothing, unclear = (
            done[card, Step.What.OUTCOME, found] for found in ("something", "nothing", "unclear")
        )
        return CardMonth(
            card, of_card[card], done[card, Step.What.DISMISSED, None], done[card, Step.What.TAKEN_UP, None], ended[card],
            expired[card], something + nothing, something, unclear, _stated(pack, card), tuple(reasons.get(card, ())),
        )  # fmt: skip

    days = raised.values("as_of").annotate(count=Count("pk")).order_by("as_of")
    by_day = tuple((row["as_of"], row["count"]) for row in days)
    return Month(pack.name, agency.name, first, last, tuple(told(card) for card in names), by_day)


def wilson(found: int, of: int) -> tuple[float, float]:
    """A 95 % interval of a share; of nothing, all of it."""
    if not of:
        return 0.0, 1.0
    share, square = found / of, _Z * _Z / of
    middle, half = share + square / 2, _Z * sqrt((share * (1 - share) + square / 4) / of)
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def _place(pack: Pack, card: str) -> tuple[int, str]:
    known = pack.signals.get(card)
    return (known.order if known else 100, card)


def _stated(pack: Pack, card: str) -> float:
    """What the card in force states; of one that is gone, nothing."""
    known = pack.signals.get(card)
    return float(hits(known)) if known else 0.0
