"""Decide a snapshot: bucket by bucket, the standard's SQL beside what stood before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.form import Column, Kind
from bonafides.kernel.relational.masks import BITS
from bonafides.packs.pack import Pack
from bonafides.standards.compile.calendar import due_text
from bonafides.standards.compile.standard import Standard
from bonafides.standards.engines.duckdb import DuckDb, bind, tables_of
from bonafides.standards.snapshot.layout import Snapshot
from bonafides.tiers.store import standing_sql

SCHEMA = pa.schema(
    [
        ("entity_id", pa.int64()), ("tier", pa.string()), ("matched", pa.int64()), ("violated", pa.bool_()),
        ("gone", pa.bool_()), ("since_run", pa.int64()), ("due", pa.date32()), ("changed", pa.bool_()),
    ]
)  # fmt: skip


class NoTierError(ValueError):
    """The decision that the pack names cannot give a tier."""


@dataclass
class Counts:
    """What a run comes to."""

    decided: int = 0
    changed: int = 0
    violations: int = 0
    tiers: dict[str, int] = field(default_factory=dict)

    def add(self, rows: pa.Table) -> None:
        self.decided += rows.num_rows
        self.changed += sum(rows.column("changed").to_numpy(zero_copy_only=False))
        self.violations += sum(rows.column("violated").to_numpy(zero_copy_only=False))
        for one in rows.filter(pa.compute.invert(rows.column("gone"))).column("tier").value_counts().to_pylist():
            tier = one["values"] if one["values"] is not None else "none"
            self.tiers[tier] = self.tiers.get(tier, 0) + one["counts"]


def decided_text(standard: Standard) -> str:
    """DuckDB's SQL for (entity_id, tier, matched, violated) of every business."""
    tier, outcome = standard.outcome.value, standard.outcome
    if not isinstance(tier, Column) or tier.type.kind is not Kind.TEXT:
        raise NoTierError(f'decision `{standard.decision}`: expected one text, such as "A": a table with one output')
    if len(outcome.masks) > 1:
        raise NoTierError(f"decision `{standard.decision}`: expected at most {BITS} rules; divide the table")
    mask = f'"{outcome.masks[0].name}"' if outcome.masks else "0::BIGINT"
    violated = f'coalesce("{outcome.violation.name}", false)' if outcome.violation else "false"
    picked = f'entity_id, "{tier.name}" AS tier, {mask} AS matched, {violated} AS violated'
    return f"SELECT {picked} FROM ({standard.text(Engine.DUCKDB)})"


def decide(
    standard: Standard,
    pack: Pack,
    snapshot: Snapshot,
    run: int,
    before: list[int],
    selected: tuple[int, ...] | None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Iterator[tuple[int, pa.Table]]:
    """(bucket, its rows in the order of `entity_id`). `before`: the chain of runs whose results stood until now."""
    text, due = decided_text(standard), due_text(standard, pack)
    tomorrow = f"DATE '{standard.as_of.isoformat()}' + INTERVAL 1 DAY"
    calendar = due or f"SELECT entity_id, CAST({tomorrow} AS DATE) AS due FROM entities"
    with DuckDb().open(snapshot.folder) as connection:
        for bucket in range(snapshot.buckets):
            if progress is not None:
                progress("decide", bucket, snapshot.buckets)
            bind(connection, snapshot, bucket, tables_of(standard.compiled.program))
            stood = _stood(connection, before, bucket, snapshot.buckets, selected)
            rows = connection.sql(
                f"""
                SELECT *, since_run = {run} AS changed FROM (
                SELECT coalesce(n.entity_id, o.entity_id) AS entity_id, n.tier, coalesce(n.matched, 0) AS matched,
                  coalesce(n.violated, false) AS violated, n.entity_id IS NULL AS gone,
                  CASE WHEN n.entity_id IS NOT NULL AND o.entity_id IS NOT NULL AND n.tier IS NOT DISTINCT FROM o.tier
                    AND n.matched = o.matched AND n.violated = o.violated THEN o.since_run ELSE {run} END AS since_run,
                  c.due
                FROM ({text}) n {stood} LEFT JOIN ({calendar}) c ON c.entity_id = n.entity_id)
                ORDER BY entity_id"""
            ).to_arrow_table()
            yield bucket, rows.cast(SCHEMA)


def _stood(
    connection: duckdb.DuckDBPyConnection,
    before: list[int],
    bucket: int,
    buckets: int,
    selected: tuple[int, ...] | None,
) -> str:
    """The join to what stood before; a run of some shows also which of them are no more."""
    join = "LEFT JOIN" if selected is None else "FULL JOIN"
    if not before:
        nothing = (
            "SELECT 0::BIGINT AS entity_id, ''::TEXT AS tier, 0::BIGINT AS matched, false AS violated, 0 AS since_run"
        )
        return f"{join} ({nothing} WHERE false) o ON o.entity_id = n.entity_id"
    where = f"entity_id % {buckets} = {bucket}"
    if selected is not None:
        connection.register("selected", pa.table({"id": pa.array(selected, pa.int64())}))
        where += " AND entity_id IN (SELECT id FROM selected)"
    return f"{join} ({standing_sql(before, where)}) o ON o.entity_id = n.entity_id"
