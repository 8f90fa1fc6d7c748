"""The scores of runs: Parquet files, never changed once their run is on record.

`var/watch/score-N/BUCKET.parquet` holds a row for each business, in the order of `entity_id`: its points, and what each figure of
the table adds to them (`FIGURE_points`), so that a score is explained by its own row.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bonafides.standards.snapshot.digest import table_digest
from bonafides.watch.errors import WatchRefusedError


@dataclass
class Scores:
    """The scores of one run, as they are written."""

    folder: Path
    digests: list[str] = field(default_factory=list)
    scored: int = 0

    def write(self, bucket: int, rows: pa.Table) -> None:
        """Points as small numbers: none is near the end of 32 bits."""
        small = pa.schema([(one.name, pa.int64() if one.name == "entity_id" else pa.int32()) for one in rows.schema])
        kept = rows.cast(small)
        self.folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(kept, self.folder / f"{bucket:02}.parquet", compression="zstd", row_group_size=1 << 17)
        self.digests.append(table_digest(kept))
        self.scored += kept.num_rows

    @property
    def digest(self) -> str:
        return hashlib.sha256("\n".join(self.digests).encode()).hexdigest()


def folder_of(run: int) -> Path:
    from django.conf import settings

    return Path(settings.VAR) / "watch" / f"score-{run}"


def forget(run: int) -> None:
    """Remove what a run that did not come to its end has written."""
    shutil.rmtree(folder_of(run), ignore_errors=True)


def digest_on_disk(run: int) -> str:
    """The digest of the files that a run left."""
    digests = [table_digest(pq.read_table(one)) for one in sorted(folder_of(run).glob("*.parquet"))]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def rows_of(run: int, entities: Iterable[int]) -> list[dict[str, Any]]:
    """The rows of these businesses, in the order of `entity_id`. Raises WatchRefusedError where the files are gone."""
    if not folder_of(run).is_dir():
        raise WatchRefusedError(
            f"the scores of run {run} are not in {folder_of(run)}: score again (bonafides watch score)"
        )
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 2; SET enable_progress_bar = false")
        connection.register("asked", pa.table({"id": pa.array(list(entities), pa.int64())}))
        sql = (
            f"SELECT * FROM read_parquet('{_files(run)}') WHERE entity_id IN (SELECT id FROM asked) ORDER BY entity_id"
        )
        rows: list[dict[str, Any]] = connection.sql(sql).to_arrow_table().to_pylist()
    return rows


def spread_of(run: int, tenths: int = 10) -> list[tuple[int, int, int]]:
    """(fewest points, most points, businesses) of as many equal parts as there are, from the fewest points on."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 2; SET enable_progress_bar = false")
        sql = (
            f"SELECT min(points), max(points), count(*) FROM (SELECT points, ntile({tenths}) OVER (ORDER BY points, entity_id) "
            f"AS t FROM read_parquet('{_files(run)}')) GROUP BY t ORDER BY t"
        )
        found: list[tuple[int, int, int]] = connection.sql(sql).fetchall()
    return found


def _files(run: int) -> str:
    return str(folder_of(run) / "*.parquet").replace("'", "''")
