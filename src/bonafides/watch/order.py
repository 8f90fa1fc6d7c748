"""The order of targeted inspections of an item: by the points of a run, those alike by a lot that nobody can choose.

Only whom the item's scope holds, who was not inspected for it this year and has visits left: whoever a draw would leave out is
left out here too. The order takes no part in a draw. Among those with the same points it goes by a hash of the run's digest and
the code, which is settled once the run is on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from bonafides.inspections.directory import directory
from bonafides.inspections.queries import item_of
from bonafides.inspections.ratios import number
from bonafides.inspections.strata import by_law, excluded
from bonafides.inspections.visited import visited
from bonafides.packs.pack import Pack
from bonafides.standards.snapshot.take import settled_moment
from bonafides.tiers.queries import last_run
from bonafides.watch.errors import WatchRefusedError
from bonafides.watch.models import ScoreRun
from bonafides.watch.registry import may_order
from bonafides.watch.score_store import rows_of


@dataclass(frozen=True)
class Placed:
    """A business in the order. `row`: its row of the run, with what each figure adds."""

    place: int
    entity: int
    code: str
    points: int
    row: dict[str, Any]


def ordered(pack: Pack, run: ScoreRun, item: str, day: date) -> Iterator[Placed]:
    """Everyone whom the item may be inspected at by order, the first first. Raises WatchRefusedError."""
    for why in may_order(run, day):
        raise WatchRefusedError(f"no order rests on score run {run.pk}: {why}")
    of = item_of(pack, item, day)
    if of.risk_model != run.version.name:
        named = "none" if of.risk_model is None else f"`{of.risk_model}`"
        raise WatchRefusedError(
            f"item `{item}` is put in order by {named}, score run {run.pk} is of `{run.version.name}`"
        )
    listed = directory(pack, of, day, settled_moment(), last_run(pack.name), visited(pack, of, day.year))
    cap = number(pack, of.yearly_cap, day)
    open_to = {one.entity: one.code for one in listed if not by_law(of, one) and excluded(of, one, cap) is None}
    rows = rows_of(run.pk, open_to)
    rows.sort(key=lambda row: (-row["points"], _lot(run, open_to[row["entity_id"]])))
    for place, row in enumerate(rows, 1):
        yield Placed(place, row["entity_id"], open_to[row["entity_id"]], row["points"], row)


def _lot(run: ScoreRun, code: str) -> bytes:
    return sha256(f"{run.results_digest}\n{code}".encode()).digest()
