"""A DuckDB of its own for one piece of work: bounded memory, and a folder to spill to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

MEMORY = "1500MB"
"""What DuckDB may hold before it spills. The process stays under 4 GB at ten million subjects."""


@contextmanager
def opened(beside: Path, *, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that keeps the order of files and spills beside the list; the spill is removed at the end.

    An auditor may have the list on a disc that cannot be written; then the system's folder of temporary files serves.
    """
    folder = beside.parent if os.access(beside.parent, os.W_OK) else None
    with (
        TemporaryDirectory(prefix=".spill-", dir=folder) as spill,
        duckdb.connect(":memory:") as connection,
    ):
        connection.execute("SET temp_directory = $spill", {"spill": spill})
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET enable_progress_bar = false")
        if threads is not None:
            connection.execute(f"SET threads = {threads}")
        yield connection
