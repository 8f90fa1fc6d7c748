"""What the register's own draws say of everybody: the share with a finding, item by item, weighted by the odds of each draw.

A draw speaks for everybody in the item's scope: those whom chance took stand for the others of their stratum, those inspected
earlier in the year stand for themselves. Each draw is right in the mean given what went before it, so that the errors of several
are uncorrelated: their mean is right as well, and its variance is the sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bonafides.inspections.sampled import Sample, samples
from bonafides.packs.pack import Pack
from bonafides.watch.estimates import Estimate, NotSeenError, Seen, combined, estimate

BEFORE = "inspected before"
"""The stratum of those who were seen already when a draw was held."""


@dataclass(frozen=True)
class ByLot:
    """An item over some days. `drawn`, `seen`, `found`: by lot; `ordered`, `ordered_found`: those opened outside every draw."""

    item: str
    draws: int
    drawn: int
    seen: int
    found: int
    ordered: int
    ordered_found: int
    left_out: int
    estimate: Estimate | None
    """None: a stratum of every draw was not seen yet, or the draws were by weights."""

    def as_json(self) -> dict[str, Any]:
        told = self.estimate
        return {
            "item": self.item, "draws": self.draws, "drawn_by_lot": self.drawn, "seen_by_lot": self.seen,
            "found_by_lot": self.found, "seen_by_order": self.ordered, "found_by_order": self.ordered_found,
            "left_out": self.left_out,
            "estimate": None if told is None else {
                "share": round(told.share, 4), "low": round(told.low, 4), "high": round(told.high, 4), "businesses": told.size,
            },
        }  # fmt: skip


def by_lot(pack: Pack, since: date, until: date, agency: str | None = None) -> list[ByLot]:
    """Of every item that was drawn in these days, in the order of their names."""
    found: dict[str, list[Sample]] = {}
    for one in samples(pack, since, until, agency):
        found.setdefault(one.item.item, []).append(one)
    return [_of_item(item, some) for item, some in sorted(found.items())]


def strata_of(one: Sample) -> list[Seen]:
    """A draw as strata: those of its commitment, and those seen before, who are seen whole."""
    told = []
    for stratum in one.strata:
        seen = [each.found for each in one.seen if each.stratum == stratum.name]
        told.append(Seen(stratum.name, stratum.size, len(seen), sum(seen)))
    before = [each.found for each in one.before]
    return [*told, Seen(BEFORE, len(before), len(before), sum(before))]


def _of_item(item: str, some: list[Sample]) -> ByLot:
    seen = [each for one in some for each in one.seen]
    ordered = {each.entity: each for one in some for each in one.before if each.by_order}
    return ByLot(
        item, len(some), sum(one.drawn for one in some), len(seen), sum(each.found for each in seen), len(ordered),
        sum(each.found for each in ordered.values()), some[-1].left_out, _estimated(some),
    )  # fmt: skip


def _estimated(some: Iterable[Sample]) -> Estimate | None:
    told: list[tuple[Estimate, int]] = []
    for one in some:
        if not one.alike:
            continue
        try:
            told.append((estimate(strata_of(one)), one.drawn))
        except NotSeenError:
            continue
    return combined(told) if told else None
