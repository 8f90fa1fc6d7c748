"""How good the order of a model is for everybody, judged by those whom chance took: each stands for as many as its odds say.

Judged is the last run of scores that was known when a draw was committed to: so nothing that was found could shape it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from bonafides.inspections.sampled import Sample, samples
from bonafides.packs.pack import Pack
from bonafides.watch.judge import Figure
from bonafides.watch.measures import weighted_auc, weighted_first_half
from bonafides.watch.models import ScoreRun
from bonafides.watch.score_store import rows_of

FEWEST = 10
"""Below so many with a finding, or without, no figure: its interval would reach nearly everywhere."""
DRAWS, SEED = 1000, 20_261_130
_CELLS = 1000  # more than a draw has strata


@dataclass(frozen=True)
class JudgedByLot:
    """A model over some days. `seen`: businesses with a score that were inspected, by lot or before a draw."""

    model: str
    seen: int
    found: int
    auc: Figure | None
    first_half: Figure | None

    def as_json(self) -> dict[str, Any]:
        figures = {"auc": self.auc, "first_half": self.first_half}
        told = {name: None if one is None else one.as_json() for name, one in figures.items()}
        return {"model": self.model, "seen": self.seen, "found": self.found} | told


@dataclass(frozen=True)
class Rows:
    """`cell`: the stratum of a draw that a row is of; rows are drawn again within it alone."""

    points: np.ndarray
    found: np.ndarray
    weights: np.ndarray
    cell: np.ndarray


def judged_by_lot(pack: Pack, model: str, since: date, until: date) -> JudgedByLot:
    """All draws of the items that a model puts in order."""
    rows: list[tuple[int, bool, float, int]] = []
    for number, one in enumerate(samples(pack, since, until)):
        if one.item.risk_model == model and one.alike:
            rows += _rows(pack, one, number * _CELLS)
    if not rows:
        return JudgedByLot(model, 0, 0, None, None)
    return judged(model, Rows(*(np.array(column) for column in zip(*rows, strict=True))))


def judged(model: str, rows: Rows) -> JudgedByLot:
    """Figures with intervals, bootstrapped within each stratum of each draw."""
    found = rows.found.astype(bool)
    hits = int(found.sum())
    if min(hits, len(found) - hits) < FEWEST:
        return JudgedByLot(model, len(found), hits, None, None)
    chance, cells = np.random.default_rng(SEED), [np.flatnonzero(rows.cell == one) for one in np.unique(rows.cell)]
    values = []
    for _ in range(DRAWS):
        some = np.concatenate([chance.choice(one, len(one)) for one in cells])
        if 0 < found[some].sum() < len(some):
            of = rows.points[some], found[some], rows.weights[some]
            values.append((weighted_auc(*of), weighted_first_half(*of)))
    (low, first_low), (high, first_high) = np.quantile(values, [0.025, 0.975], axis=0)
    own = rows.points, found, rows.weights
    return JudgedByLot(
        model, len(found), hits, Figure(weighted_auc(*own), float(low), float(high)),
        Figure(weighted_first_half(*own), float(first_low), float(first_high)),
    )  # fmt: skip


def _rows(pack: Pack, one: Sample, first: int) -> Iterator[tuple[int, bool, float, int]]:
    """(points, found, weight, cell) of everybody seen whom the run had scored. Cells are numbered from `first` on."""
    known = ScoreRun.objects.filter(
        version__pack=pack.name, version__name=one.item.risk_model, known_at__lte=one.draw.known_at
    )
    run = known.order_by("-known_at").first()
    if run is None:
        return
    visits = [*one.seen, *one.before]
    points = {row["entity_id"]: row["points"] for row in rows_of(run.pk, [each.entity for each in visits])}
    names = [stratum.name for stratum in one.strata]
    seen = {name: sum(each.stratum == name for each in one.seen) for name in names}
    for each in visits:
        if each.entity in points:
            stratum = next((place for place, name in enumerate(names) if name == each.stratum), len(names))
            size = one.strata[stratum].size if stratum < len(names) else 1
            yield points[each.entity], each.found, size / seen.get(each.stratum, 1), first + stratum
