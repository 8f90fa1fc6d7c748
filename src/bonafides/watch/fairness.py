"""A version held against the groups of its pack (region, size, age): who comes first, and how often for nothing.

On the examples that it was judged on, which it never saw; each business is of the group that it was of on their last day.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from django.conf import settings

from bonafides.packs.pack import Pack
from bonafides.packs.queries import pack_of_version
from bonafides.standards.engines.duckdb import DuckDb, bind, tables_of
from bonafides.standards.snapshot.layout import Snapshot
from bonafides.standards.snapshot.take import take_snapshot
from bonafides.tiers.simulate.groups import groups_program, groups_text
from bonafides.watch.disparity import GroupRow, disparity
from bonafides.watch.errors import WatchRefusedError
from bonafides.watch.examples import Examples, examples
from bonafides.watch.fit_version import data_digest
from bonafides.watch.kept import table_of
from bonafides.watch.models import Version
from bonafides.watch.points import Points
from bonafides.watch.registry import card_of

Fairness = dict[str, list[GroupRow]]
"""Group → a row for each of its values, the largest first."""


def fairness_of(version: Version) -> Fairness:
    """A version before the groups of its pack. Raises WatchRefusedError where there are none, or the register was changed."""
    pack, place = pack_of_version(version.pack_version), Path(settings.VAR) / "watch" / f"fairness-{version.pk}"
    if not pack.info.groups:
        raise WatchRefusedError(
            f"pack {pack.name} names no groups: add `groups:` to pack.yaml (docs/reference/pack.md)"
        )
    shutil.rmtree(place, ignore_errors=True)
    try:
        snapshot = take_snapshot(place, pack, version.known_at, buckets=version.buckets)
        known = examples(pack, card_of(version), snapshot, version.fitted_on)
        if data_digest(known) != version.data_digest:
            raise WatchRefusedError(
                f"{version}: the examples of the register are not those that it was fitted on (digest "
                f"{version.data_digest[:12]}…); bonafides ledger audit names what was changed"
            )
        held_back = known.where(known.days >= np.datetime64(version.judged_from))
        return held_against(pack, table_of(version.table), held_back, snapshot, version.judged_until)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def held_against(pack: Pack, table: Points, judged: Examples, snapshot: Snapshot, as_of: date) -> Fairness:
    """A table on some examples, by each group of a pack."""
    points = table.of(judged.figures)
    probability = table.probability(points)
    values = dict(_values(pack, snapshot, as_of))
    nowhere = ("",) * len(pack.info.groups)
    own = [values.get(int(entity), nowhere) for entity in judged.entities]
    return {
        group.group: disparity(points, probability, judged.found, np.array([one[number] for one in own]))
        for number, group in enumerate(pack.info.groups)
    }


def _values(pack: Pack, snapshot: Snapshot, as_of: date) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(business, its value of each group)."""
    program = groups_program(pack, as_of)
    columns = ", ".join(f"group_{number}" for number in range(len(pack.info.groups)))
    text = f"SELECT entity_id, {columns} FROM ({groups_text(pack, program)})"
    with DuckDb().open(snapshot.folder) as connection:
        for bucket in range(snapshot.buckets):
            bind(connection, snapshot, bucket, tables_of(program))
            for entity, *of in connection.sql(text).fetchall():
                yield entity, tuple(of)
