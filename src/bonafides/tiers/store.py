"""The results of runs: Parquet files, never changed once their run is on record.

`var/tiers/run-N/BUCKET.parquet` holds a row for each business decided in run N: its tier, the rules that match (bits), whether
the table contradicts itself, the run since which it has been so, and the day on which it is due to be decided anew. A full run
holds everyone; one that brings another up to date holds those that were touched or due. What stands after a run is the newest
row of each business along the chain back to the last full run.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bonafides.standards.snapshot.digest import table_digest

DECIDED = ("entity_id", "tier", "matched", "violated", "gone")
"""The columns that a repetition must yield again, bit for bit."""


@dataclass
class Results:
    """The results of one run, as they are written."""

    folder: Path
    digests: list[str] = field(default_factory=list)

    def write(self, bucket: int, rows: pa.Table) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, self.folder / f"{bucket:02}.parquet", compression="zstd", row_group_size=1 << 15)
        self.digests.append(table_digest(rows.select(list(DECIDED))))


def folder_of(run: int) -> Path:
    from django.conf import settings

    return Path(settings.VAR) / "tiers" / f"run-{run}"


def forget(run: int) -> None:
    """Remove what a run that did not come to its end has written."""
    shutil.rmtree(folder_of(run), ignore_errors=True)


def standing_sql(chain: list[int], where: str = "true") -> str:
    """DuckDB's SQL for the rows that stand after a chain of runs, the newest first; `where`: a condition on `entity_id`."""
    parts = [
        f"SELECT *, {place} AS age FROM read_parquet('{folder_of(run)}/*.parquet') WHERE {where}"
        for place, run in enumerate(chain)
    ]
    if len(parts) == 1:
        return f"SELECT * EXCLUDE (age) FROM ({parts[0]}) WHERE NOT gone"
    newest = "QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY age) = 1"
    return f"SELECT * EXCLUDE (age) FROM (SELECT * FROM ({' UNION ALL '.join(parts)}) {newest}) WHERE NOT gone"
