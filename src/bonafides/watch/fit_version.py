"""Fit a version of a model on the register: learn until a day, judge on what came since, keep both with what they rest on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version as version_of_library
from pathlib import Path

import numpy as np
import pyarrow as pa
from django.conf import settings
from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.risk_model import RiskModel
from bonafides.standards.compile.windows import months_after
from bonafides.standards.snapshot.digest import table_digest as rows_digest
from bonafides.standards.snapshot.take import settled_moment, take_snapshot
from bonafides.watch.acts.record_version import record_version
from bonafides.watch.card import card_digest, model_of
from bonafides.watch.dmn import dmn_text
from bonafides.watch.drift import reference
from bonafides.watch.errors import WatchRefusedError
from bonafides.watch.examples import Examples, examples
from bonafides.watch.fit import fit
from bonafides.watch.judge import DRAWS, judge
from bonafides.watch.kept import table_digest, table_json
from bonafides.watch.models import Version
from bonafides.watch.numbers import whole

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Taken:
    """The marks of a snapshot that was taken and is gone: taken again, it has the same digest."""

    known_at: datetime
    digest: str
    buckets: int


def fit_version(
    acting: Acting,
    pack: Pack,
    version: PackVersion,
    name: str,
    *,
    known_at: datetime | None = None,
    draws: int = DRAWS,
    progress: Progress | None = None,
) -> Version:
    """A new version of a model, on record. Raises WatchRefusedError, and TooFewExamplesError where nothing can be learned.

    What is judged is the table that is kept: it never saw the examples that it is judged on.
    """
    model, today = model_of(pack, name), timezone.localdate()
    snapshot, known = known_examples(pack, model, known_at or settled_moment(), today, progress)
    learned, held_back = split(model, known)
    table = fit(model, learned)
    kept = table_json(table)
    judgement = judge(table, held_back, draws=draws)
    return record_version(
        acting,
        {
            "pack_version": version, "pack": pack.name, "name": name, "card_digest": card_digest(pack, model),
            "table": kept, "table_digest": table_digest(kept), "dmn": dmn_text(pack, model, table),
            "learner": f"scikit-learn {version_of_library('scikit-learn')}", "known_at": snapshot.known_at,
            "snapshot_digest": snapshot.digest, "buckets": snapshot.buckets, "data_digest": data_digest(known),
            "judged_from": held_back.days[0].item(), "judged_until": held_back.days[-1].item(),
            "learned": {"examples": len(learned), "found": int(learned.found.sum())},
            "metrics": judgement.as_json(), "reference": reference(table, learned), "fitted_on": today,
            "expires_on": months_after(today, whole(pack, model.valid_months, today)),
        },
    )  # fmt: skip


def known_examples(
    pack: Pack, model: RiskModel, known_at: datetime, meant_on: date, progress: Progress | None = None,
    buckets: int | None = None,
) -> tuple[Taken, Examples]:  # fmt: skip
    """Every example that the register gives as it was known at a moment, and the snapshot's marks. The snapshot is not kept."""
    place = Path(settings.VAR) / "watch" / f"examples-{pack.name}-{model.model}"
    shutil.rmtree(place, ignore_errors=True)
    try:
        snapshot = take_snapshot(place, pack, known_at, buckets=buckets, progress=progress)
        found = examples(pack, model, snapshot, meant_on)
        return Taken(known_at, snapshot.digest, snapshot.buckets), found
    finally:
        shutil.rmtree(place, ignore_errors=True)


def split(model: RiskModel, known: Examples) -> tuple[Examples, Examples]:
    """(those to learn from, the last months, held back). Raises WatchRefusedError where either has one answer only."""
    if not len(known):
        raise WatchRefusedError(
            f"model `{model.model}`: the register holds no example: no `{model.example.kind}` for which "
            f"`{model.example.where}`; take in its records first (bonafides ingest)"
        )
    since = np.datetime64(months_after(known.days[-1].item(), -model.judged.months))
    earlier, later = known.where(known.days <= since), known.where(known.days > since)
    for word, part in (("before", earlier), ("after", later)):
        if len(set(part.found.tolist())) < 2:
            raise WatchRefusedError(
                f"model `{model.model}`: expected examples with and without a finding {word} {since}, from which it is "
                f"judged, came {int(part.found.sum())} with and {int((~part.found).sum())} without"
            )
    return earlier, later


def data_digest(known: Examples) -> str:
    """SHA-256 (hex) over every example: record, business, day, answer, figures (as whole hundredths, none as null)."""
    columns = {
        "record": pa.array(known.records), "subject": pa.array(known.entities),
        "day": pa.array(known.days.astype("datetime64[D]")).cast(pa.date32()), "found": pa.array(known.found),
    }  # fmt: skip
    for place, name in enumerate(known.features):
        figures = known.figures[:, place]
        missing = np.isnan(figures)
        columns[name] = pa.array(np.rint(np.where(missing, 0, figures) * 100).astype(np.int64), mask=missing)
    return rows_digest(pa.table(columns))
