"""A made-up population as a snapshot: businesses and, six to each, their records."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from bonafides.packs.pack import Pack
from bonafides.standards.snapshot.layout import ENTITIES, Snapshot, buckets_for
from bonafides.standards.snapshot.needs import needs_of

# Of each kind: (records for each 10 businesses, SQL of its facts and, where it ends or is replaced, of those days).
KINDS = {
    "penalty": (8, "h % 9000000 + 1000 AS fine, if(h % 37 = 0, 'serious', 'minor') AS severity", "NULL", "NULL"),
    "inspection": (
        14, "if(h % 61 = 0, 'refused', if(h % 7 = 0, 'corrected', 'ok')) AS result, 30 + h % 71 AS score", "NULL", "NULL",
    ),
    "listing": (2, "", "if(h % 3 > 0, CAST(event_date + INTERVAL (h % 700 + 1) DAY AS DATE), NULL)", "NULL"),
    "report": (24, "h % 11 = 0 AS late", "NULL", "NULL"),
    "registration": (
        12, "h % 20000000 AS capital, ['food', 'drugs', 'trade', 'services', 'other'][h % 5 + 1] AS industry", "NULL",
        "if(n < entities AND h % 5 = 0, CAST(event_date + INTERVAL 400 DAY AS DATE), NULL)",
    ),
}  # fmt: skip


def population(folder: Path, pack: Pack, entities: int) -> Snapshot:
    """Write it, bucket by bucket. Deterministic: everything follows from a hash of the number of the record."""
    buckets = buckets_for(entities)
    snapshot = Snapshot(folder, datetime(2026, 6, 30, tzinfo=UTC), buckets, needs_of([pack]))
    with duckdb.connect(":memory:") as db:
        db.execute("SET threads = 2; SET enable_progress_bar = false; SET memory_limit = '2GB'")
        for table in (ENTITIES, *KINDS):
            (folder / table).mkdir(parents=True, exist_ok=True)
        for bucket in range(buckets):
            own = f"SELECT n FROM range({bucket}, {entities}, {buckets}) AS t(n)"
            db.execute(
                f"COPY (SELECT n AS entity_id, 'enterprise' AS subject_kind, 'shop' AS scheme, n::TEXT AS code FROM ({own})) "
                f"TO '{snapshot.path(ENTITIES, bucket)}' (FORMAT parquet, COMPRESSION zstd)"
            )
            snapshot.files[f"{ENTITIES}/{bucket:02}"] = ("", -(-(entities - bucket) // buckets))
            for place, (kind, (each, facts, ends, replaced)) in enumerate(KINDS.items()):
                _write(db, snapshot, kind, bucket, (entities, place, each), facts, (ends, replaced))
    return snapshot


def _write(
    db: duckdb.DuckDBPyConnection, snapshot: Snapshot, kind: str, bucket: int, sizes: tuple[int, int, int], facts: str,
    days: tuple[str, str],
) -> None:  # fmt: skip
    entities, place, each = sizes
    records = entities * each // 10
    # Every business has one before any has two: n, n + entities, … are its records.
    columns = [one.name for one in snapshot.needs.kinds[kind]]
    path = snapshot.path(kind, bucket)
    db.execute(
        f"""
        COPY (
          SELECT {", ".join(columns)} FROM (
            SELECT *, {days[0]} AS valid_to, {days[1]} AS replaced_on{", " + facts if facts else ""} FROM (
              SELECT *, n % {entities} AS entity_id, n * 8 + {place} AS record_id, {entities} AS entities,
                CAST(DATE '2026-06-30' - INTERVAL (h % 2600) DAY AS DATE) AS event_date, event_date AS valid_from
              FROM (SELECT n, (hash(n * 8 + {place}) >> 24)::BIGINT AS h FROM (
                SELECT unnest(range(e, {records}, {entities})) AS n
                FROM (SELECT * FROM range({bucket}, {entities}, {snapshot.buckets}) AS t(e)))))
          ) ORDER BY entity_id, record_id
        ) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"""
    )
    row = db.execute(f"SELECT count(*) FROM '{path}'").fetchone()
    snapshot.files[f"{kind}/{bucket:02}"] = ("", row[0] if row else 0)
