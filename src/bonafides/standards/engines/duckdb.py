"""DuckDB over a snapshot, bucket after bucket: the default engine. Memory does not grow with the population."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.expressions import name
from bonafides.kernel.relational.form import Program
from bonafides.kernel.relational.sql import ENTITIES, sql_text
from bonafides.standards.snapshot.layout import Snapshot

THREADS = 2
MEMORY = "768MB"
"""What DuckDB may hold of one bucket before it spills; the process stays under 1 GB."""


@dataclass(frozen=True)
class DuckDb:
    """The engine, as a run records it."""

    threads: int = THREADS
    memory: str = MEMORY

    @property
    def version(self) -> str:
        return f"duckdb {duckdb.__version__}"

    def text(self, program: Program) -> str:
        return sql_text(program, Engine.DUCKDB)

    def run(self, text: str, program: Program, snapshot: Snapshot) -> Iterator[tuple[int, pa.Table]]:
        """The rows of each bucket, in the order of `entity_id`."""
        with self.open(snapshot.folder) as connection:
            for bucket in range(snapshot.buckets):
                bind(connection, snapshot, bucket, tables_of(program))
                yield bucket, connection.sql(f"SELECT * FROM ({text}) ORDER BY entity_id").to_arrow_table()

    def open(self, folder: Path) -> duckdb.DuckDBPyConnection:
        """A database in memory that spills beside the snapshot. Progress bars would go to standard output."""
        connection = duckdb.connect(":memory:")
        connection.execute(f"SET threads = {self.threads}; SET memory_limit = '{self.memory}'")
        connection.execute("SET enable_progress_bar = false; SET preserve_insertion_order = false")
        connection.execute("SET temp_directory = $folder", {"folder": str(folder / "spill")})
        return connection


def tables_of(program: Program) -> list[str]:
    """The tables that a program reads."""
    return [ENTITIES, *dict.fromkeys(kind for source in program.sources for kind in source.kinds)]


def bind(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, bucket: int, tables: list[str]) -> None:
    """Let the names of the tables mean the files of a bucket."""
    for table in tables:
        path = str(snapshot.path(table, bucket)).replace("'", "''")
        view = name(table).sql(dialect="duckdb", identify=True)
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM read_parquet('{path}')")
