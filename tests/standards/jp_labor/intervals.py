"""How long each published case really stood on the list, against the rule of the pack: nothing but dates of the source.

The list was kept once a month. A case that one snapshot shows and the next does not was taken down after the first and by the
second. So a day of removal is borne out if it lies there, and no closer answer is in the data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from bonafides.kernel.dmn.evaluate import decide
from bonafides.packs.pack import Pack
from bonafides.standards.compile.standard import model_in_force


class Verdict(StrEnum):
    """How a case left the list, beside the day on which the rule takes it down at the latest."""

    ON_TIME = "on time"
    NOT_DUE = "not due yet"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True)
class Listed:
    """A row of the source: when a case was published, and the first and the last snapshot that show it."""

    bureau: str
    name: str
    place: str
    articles: tuple[str, ...]
    summary: str
    published: date
    first_seen: date
    last_seen: date
    still: bool
    referred_on: date | None
    outcome: str | None
    outcome_on: date | None

    @property
    def slipped(self) -> bool:
        """Published before it was referred to the prosecutor: one of the two days was typed wrong."""
        return self.referred_on is not None and self.published < self.referred_on


def listed(sealed: pl.DataFrame) -> list[Listed]:
    """The records that the mapping of the pack made of the file."""
    rows = []
    for row in sealed.iter_rows(named=True):
        facts = json.loads(row["facts"])
        rows.append(
            Listed(
                bureau=facts["office"],
                name=row["code"].partition("@")[0],
                place=row["code"].partition("@")[2],
                articles=tuple(facts["articles"]),
                summary=facts.get("summary", ""),
                published=row["event_date"],
                first_seen=date.fromisoformat(facts["first_seen"]),
                last_seen=date.fromisoformat(facts["last_seen"]),
                still=row["valid_to"] is None,
                referred_on=_day(facts, "referred_on"),
                outcome=facts.get("outcome"),
                outcome_on=_day(facts, "outcome_on"),
            )
        )
    return rows


def _day(facts: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(facts[name]) if name in facts else None


def snapshots(rows: Iterable[Listed]) -> list[date]:
    """The days on which the list was kept, in order: each was the first or the last of some case."""
    return sorted({day for row in rows for day in (row.first_seen, row.last_seen)})


def due(pack: Pack, row: Listed) -> date:
    """The day on which the case is taken down at the latest, by the rule of the pack and the day of publication alone."""
    # The circular took over a list that had begun before it.
    day = max(row.published, pack.instruments["KH-0330"].in_force.since)
    found = decide(model_in_force(pack, "removal_due", day), "removal_due", {"published_on": row.published})
    assert isinstance(found.value, date), found.violations
    return found.value


def verdict(row: Listed, taken_down: date, kept: Sequence[date]) -> Verdict:
    """What the snapshots say of that day. Whether a case that the last snapshot shows was taken down later, none can say."""
    if row.last_seen >= taken_down:
        return Verdict.LATER
    gone_by = next((day for day in kept if day > row.last_seen), None)
    if gone_by is None:
        return Verdict.NOT_DUE
    return Verdict.ON_TIME if taken_down <= gone_by else Verdict.EARLIER


def goes_on_as(row: Listed, rows: Iterable[Listed]) -> Listed | None:
    """The row under which a case stood on: typed anew in its name, place, articles or summary, so that the source parts them."""
    later = (other for other in rows if other.first_seen > row.last_seen and _alike(row, other))
    return min(later, key=lambda other: other.first_seen, default=None)


def _alike(row: Listed, other: Listed) -> bool:
    """Of one bureau, published on one day, and two of the other four things word for word the same."""
    same = (
        row.name == other.name,
        row.place == other.place,
        row.articles == other.articles,
        row.summary == other.summary,
    )
    return (row.bureau, row.published) == (other.bureau, other.published) and sum(same) >= 2
