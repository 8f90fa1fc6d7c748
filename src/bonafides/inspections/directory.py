"""The directory: the businesses that an item may be inspected at, with all that a draw needs to know of each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
from django.conf import settings

from bonafides.inspections.in_scope import read_by, scope_program
from bonafides.inspections.visited import Visited
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.sql import sql_text
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack
from bonafides.standards.engines.duckdb import DuckDb, bind, tables_of
from bonafides.standards.snapshot.needs import needs_of
from bonafides.standards.snapshot.take import take_snapshot
from bonafides.tiers.models import Run
from bonafides.tiers.queries import chain_of
from bonafides.tiers.store import standing_sql


@dataclass(frozen=True, slots=True)
class Listed:
    """A business in the scope of an item on a day."""

    entity: int
    code: str
    tier: str | None
    """Internal, wherever the pack says so. None: the last run of the tiers does not know the business."""
    must: bool
    """Whether the law asks that it be inspected, whatever its tier."""
    region: str
    visits: int
    """By the agency, this year: made, or assigned and still to be made."""
    same_item: bool
    """Whether the item was inspected there this year, or is to be."""
    last_pair: frozenset[str]
    """The officers who inspected it last."""
    weight: int = 1
    """How many tickets it has."""


def directory(
    pack: Pack, item: InspectionItem, day: date, known_at: datetime, run: Run | None, seen: Visited
) -> list[Listed]:
    """The businesses in the scope of an item on a day, as known at a moment, in the order of their codes.

    `run`: the run whose tiers they have. One snapshot of only what the scope reads; no query a business.
    """
    found = []
    for table in _tables(pack, item, day, known_at, run):
        columns = (table.column(name).to_pylist() for name in ("entity_id", "code", "tier", "must", "region", "weight"))
        for entity, code, tier, must, region, weight in zip(*columns, strict=True):
            visits, pair = seen.visits.get(entity, 0), seen.last_pair.get(entity, frozenset())
            same_item = entity in seen.same_item
            found.append(Listed(entity, code, tier, must, region, visits, same_item, pair, int(weight)))
    return sorted(found, key=lambda one: one.code)


def _tables(pack: Pack, item: InspectionItem, day: date, known_at: datetime, run: Run | None) -> Iterator[pa.Table]:
    program = scope_program(pack, item, day)
    needs = needs_of([replace(pack, indicators={name: pack.indicators[name] for name in read_by(item, pack)})])
    scratch = Path(settings.VAR) / "draws"
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="directory-") as folder:
        snapshot = take_snapshot(Path(folder) / "snapshot", pack, known_at, needs=needs)
        with DuckDb().open(snapshot.folder) as connection:
            for bucket in range(snapshot.buckets):
                bind(connection, snapshot, bucket, tables_of(program))
                tiers = "SELECT 0::BIGINT AS entity_id, NULL::TEXT AS tier WHERE false"
                if run is not None:
                    tiers = standing_sql(chain_of(run), f"entity_id % {snapshot.buckets} = {bucket}")
                yield connection.sql(
                    f"SELECT s.entity_id, s.code, t.tier, s.must, s.region, s.weight FROM ({sql_text(program, Engine.DUCKDB)}) s "
                    f"LEFT JOIN ({tiers}) t ON t.entity_id = s.entity_id WHERE s.in_scope"
                ).to_arrow_table()
