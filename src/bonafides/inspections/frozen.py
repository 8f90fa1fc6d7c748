"""The frozen list of a draw, in Parquet under `var/draws`: internal, and held against the root that was committed to.

A row for each business in scope: what the tree of the commitment covers (code, stratum, exclusion, region, who came last, salt).
Without the file a draw cannot be held or opened; so it belongs in a backup, beside the database.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from bonafides.inspections.errors import RefusedError
from bonafides.kernel.draw.bundle import check_frozen
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.subjects import Frozen, Subject

SCHEMA = pa.schema(
    [
        ("code", pa.string()), ("stratum", pa.string()), ("salt", pa.binary()), ("weight", pa.int32()),
        ("excluded", pa.string()), ("region", pa.string()), ("last_pair", pa.list_(pa.string())),
    ]
)  # fmt: skip


def path_of(draw: str) -> Path:
    """Where the list of a draw lies."""
    return Path(settings.VAR) / "draws" / f"{draw}.parquet"


def keep(draw: str, frozen: Frozen) -> None:
    """Write the list of a draw, whole or not at all. It is for the act that holds the plan's lock, and no other."""
    columns = {name: [getattr(one, name) for one in frozen.subjects] for name in SCHEMA.names}
    path = path_of(draw)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with open(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123  # with its mode
        pq.write_table(pa.table(columns, SCHEMA), file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def forget(draw: str) -> None:
    """Remove the list of a draw that was not committed to after all."""
    path_of(draw).unlink(missing_ok=True)


def frozen_list(commitment: Commitment) -> Frozen:
    """The list of a draw as it was committed to. Raises RefusedError where it is gone, or is not that list any more."""
    path = path_of(commitment.draw)
    try:
        table = pq.read_table(path, schema=SCHEMA)
    except FileNotFoundError as error:
        raise RefusedError(
            "the frozen list of %(draw)s is gone: put %(path)s back from a backup", draw=commitment.draw, path=path
        ) from error
    except (OSError, pa.ArrowInvalid) as error:
        raise RefusedError(
            "%(path)s is not the file that was written: put it back from a backup (%(error)s)", path=path, error=error
        ) from error
    try:
        frozen = Frozen(_subjects(table))
        check_frozen(commitment, frozen)
    except Refused as error:
        raise RefusedError("%(path)s: %(error)s; put the file back from a backup", path=path, error=error) from error
    return frozen


def _subjects(table: pa.Table) -> Iterable[Subject]:
    columns = (table.column(name).to_pylist() for name in SCHEMA.names)
    for code, stratum, salt, weight, excluded, region, last_pair in zip(*columns, strict=True):
        yield Subject(code, stratum, salt, weight, excluded, region, tuple(last_pair))
