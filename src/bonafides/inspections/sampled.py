"""Draws that were held, as samples: of each stratum how many chance could take, who was seen by now, and what was found.

Whoever was inspected for the item earlier in the year is left out of a draw, and is seen already: it speaks for itself. Others
that a draw leaves out, at the cap of visits, nobody speaks for; they are counted. Who is in which stratum is read from the frozen
list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.frozen import path_of
from bonafides.inspections.models import Draw, Held, Report
from bonafides.inspections.queries import commitment_of
from bonafides.kernel.draw.commitment import Stratum
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack


@dataclass(frozen=True)
class Visited:
    """A business that was inspected: `stratum` of the draw, empty where no draw took it in its stratum."""

    entity: int
    stratum: str
    found: bool
    by_order: bool


@dataclass(frozen=True)
class Sample:
    """A draw. `seen`: taken by chance, with a result; `before`: with a result of the item earlier in the year."""

    draw: Draw
    item: InspectionItem
    strata: tuple[Stratum, ...]
    seen: tuple[Visited, ...]
    before: tuple[Visited, ...]
    left_out: int
    alike: bool
    """Whether all of a stratum had the same chance: a draw by weights gives none that can be told in closed form."""

    @property
    def drawn(self) -> int:
        return sum(one.quota for one in self.strata)


def samples(pack: Pack, since: date, until: date, agency: str | None = None) -> Iterator[Sample]:
    """The draws held for these days (both included), in their order. One whose frozen list is gone is left out."""
    held = Held.objects.select_related("draw__agency", "draw__plan").filter(
        draw__agency__pack=pack.name, draw__as_of__gte=since, draw__as_of__lte=until
    )
    for one in (held if agency is None else held.filter(draw__agency__name=agency)).order_by("draw__as_of", "pk"):
        item = pack.inspection_items.get(one.draw.item)
        if item is not None and path_of(one.draw.draw).is_file():
            yield sample(one.draw, item)


def sample(draw: Draw, item: InspectionItem) -> Sample:
    """One draw. Raises RefusedError where its commitment was changed."""
    listed = pl.read_parquet(path_of(draw.draw), columns=["code", "stratum", "weight", "excluded"])
    eligible = listed.filter(pl.col("excluded").is_null())
    strata = commitment_of(draw).strata
    if sum(one.size for one in strata) != eligible.height:
        raise RefusedError(
            "the frozen list of %(draw)s: expected %(size)s businesses, came %(came)s; put it back from a backup",
            draw=draw.draw, size=sum(one.size for one in strata), came=eligible.height,
        )  # fmt: skip
    rows = list(
        Report.objects.filter(
            assignment__agency=draw.agency_id, assignment__item=draw.item, formed_on__year=draw.plan.year
        )
        .order_by("pk")
        .values_list(
            "assignment__draw", "assignment__entity", "assignment__entity__code", "results", "assignment__act__at"
        )
    )
    own = [row for row in rows if row[0] == draw.pk]
    earlier = [row for row in rows if row[0] != draw.pk and row[4] <= draw.known_at]
    stratum = _strata_of(eligible, [row[2] for row in own])
    out = set(listed.filter(pl.col("excluded").is_not_null())["code"])
    seen = tuple(Visited(row[1], stratum[row[2]], _found(item, row[3]), False) for row in own if row[2] in stratum)
    before = {row[1]: Visited(row[1], "", _found(item, row[3]), row[0] is None) for row in earlier if row[2] in out}
    alike = eligible.group_by("stratum").agg(pl.col("weight").n_unique())["weight"].max()
    return Sample(draw, item, strata, seen, tuple(before.values()), len(out) - len(before), alike is None or alike == 1)


def _strata_of(eligible: pl.DataFrame, codes: list[str]) -> dict[str, str]:
    return dict(eligible.filter(pl.col("code").is_in(codes)).select("code", "stratum").iter_rows())


def _found(item: InspectionItem, results: list[str]) -> bool:
    """Whether anything was found: the result that says that there is no problem stands alone."""
    return item.record.ok not in results
