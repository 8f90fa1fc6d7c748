"""A snapshot on disk: a folder for each table, in it a Parquet file for each bucket, and `snapshot.json`.

A business, with all its records, is in the bucket `entity_id % buckets`, and within a file rows are in the order of
(entity_id, record_id). So buckets share nothing, and whoever has one needs no other.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bonafides.kernel.relational.form import Column, Kind, Type
from bonafides.standards.snapshot.digest import table_digest
from bonafides.standards.snapshot.needs import Needs

ENTITIES = "entities"
BUCKETS = 64
IN_A_BUCKET = 100_000
"""So many businesses fill a bucket: opening 64 files for each kind would take longer than reading them if they are few."""
_ARROW = {Kind.NUMBER: pa.int64(), Kind.TEXT: pa.string(), Kind.DATE: pa.date32(), Kind.BOOLEAN: pa.bool_(),
          Kind.TEXTS: pa.list_(pa.string())}  # fmt: skip


def arrow_schema(columns: tuple[Column, ...]) -> pa.Schema:
    return pa.schema([pa.field(one.name, _ARROW[one.type.kind]) for one in columns])


def buckets_for(entities: int) -> int:
    """How many buckets for so many businesses: a power of two, 64 at most."""
    return min(BUCKETS, 1 << max(0, (max(entities, 1) - 1) // IN_A_BUCKET).bit_length())


@dataclass
class Snapshot:
    """A snapshot. `files`: the digest of the content and the rows of each, by `table/bucket`."""

    folder: Path
    known_at: datetime
    buckets: int
    needs: Needs
    files: dict[str, tuple[str, int]] = field(default_factory=dict)

    def path(self, table: str, bucket: int) -> Path:
        return self.folder / table / f"{bucket:02}.parquet"

    def write(self, table: str, bucket: int, rows: pa.Table) -> None:
        """One bucket of one table, in the order of its rows."""
        path = self.path(table, bucket)
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, path, compression="zstd", row_group_size=1 << 17)
        self.files[f"{table}/{bucket:02}"] = (table_digest(rows), rows.num_rows)

    @property
    def digest(self) -> str:
        """SHA-256 over the tables' columns and the digests of all files (hex). Paths and moments have no part in it."""
        digest = hashlib.sha256()
        for table, columns in sorted({ENTITIES: self.needs.entity, **self.needs.kinds}.items()):
            digest.update(f"{table}: {', '.join(f'{one.name} {one.type.kind.value}' for one in columns)}\n".encode())
        for name, (content, rows) in sorted(self.files.items()):
            digest.update(f"{name} {content} {rows}\n".encode())
        return digest.hexdigest()

    @property
    def entities(self) -> int:
        return sum(rows for name, (_, rows) in self.files.items() if name.startswith(f"{ENTITIES}/"))

    @property
    def records(self) -> int:
        return sum(rows for name, (_, rows) in self.files.items() if not name.startswith(f"{ENTITIES}/"))

    def close(self) -> None:
        """Write `snapshot.json`, last: a folder without it is no snapshot."""
        told = {
            "known_at": self.known_at.isoformat(),
            "buckets": self.buckets,
            "entities": self.entities,
            "records": self.records,
            "digest": self.digest,
            "tables": {
                name: [[one.name, one.type.kind.value, one.nullable] for one in columns]
                for name, columns in {ENTITIES: self.needs.entity, **self.needs.kinds}.items()
            },
            "files": {name: list(one) for name, one in sorted(self.files.items())},
        }
        (self.folder / "snapshot.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def open_snapshot(folder: Path) -> Snapshot:
    """A snapshot that was closed. Raises FileNotFoundError where there is none."""
    told = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
    tables = {
        name: tuple(Column(word, Type(Kind(kind)), nullable) for word, kind, nullable in columns)
        for name, columns in told["tables"].items()
    }
    needs = Needs(tables.pop(ENTITIES), tables)
    files = {name: (content, rows) for name, (content, rows) in told["files"].items()}
    return Snapshot(folder, datetime.fromisoformat(told["known_at"]), told["buckets"], needs, files)
