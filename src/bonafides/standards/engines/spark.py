"""Apache Spark, where one machine is outgrown (`pip install bonafides[spark]`, Java 17): two ways, the same rows.

`over_buckets` deals the buckets of a snapshot out; each worker runs DuckDB's SQL on its bucket, as one machine does.
`in_sql` runs the program as Spark's own SQL over the whole snapshot: for what looks across businesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.expressions import name
from bonafides.kernel.relational.form import Kind, Program
from bonafides.kernel.relational.sql import sql_text
from bonafides.standards.engines.duckdb import DuckDb, bind, tables_of
from bonafides.standards.snapshot.layout import Snapshot, open_snapshot

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {Kind.BOOLEAN: "boolean", Kind.NUMBER: "bigint", Kind.DAYS: "bigint", Kind.MONTHS: "bigint", Kind.TEXT: "string",
          Kind.DATE: "date", Kind.TEXTS: "array<string>"}  # fmt: skip


def over_buckets(session: SparkSession, program: Program, snapshot: Snapshot) -> DataFrame:
    """A row for each business: `entity_id` and the program's outputs.

    The snapshot's folder must be where the workers see it, and their Python (PYSPARK_PYTHON) must have this package.
    """
    text, tables, folder = DuckDb().text(program), tables_of(program), str(snapshot.folder)
    schema = ", ".join(f"`{one}` {of}" for one, of in _columns(program))

    def decide(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for bucket in batch.column(0).to_pylist():
                yield from run_bucket(folder, text, tables, bucket)

    buckets = session.range(0, snapshot.buckets, 1, numPartitions=snapshot.buckets)
    return buckets.mapInArrow(decide, schema)


def run_bucket(folder: str, text: str, tables: list[str], bucket: int) -> Iterator[pa.RecordBatch]:
    """One bucket on a worker, on one thread: Spark gives it one core."""
    snapshot = open_snapshot(Path(folder))
    with DuckDb(threads=1).open(snapshot.folder) as connection:
        bind(connection, snapshot, bucket, tables)
        yield from connection.sql(text).to_arrow_table().to_batches()


def in_sql(session: SparkSession, program: Program, snapshot: Snapshot) -> DataFrame:
    """The same rows by Spark's own SQL."""
    for table in tables_of(program):
        session.read.parquet(str(snapshot.folder / table)).createOrReplaceTempView(
            name(table).sql(dialect="spark", identify=True)
        )
    return session.sql(sql_text(program, Engine.SPARK))


def _columns(program: Program) -> list[tuple[str, str]]:
    return [("entity_id", "bigint"), *((one.name, _TYPES[one.type.kind]) for one in program.outputs)]
