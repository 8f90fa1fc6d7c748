"""The shapes of submissions, for the OpenAPI file and for clients."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field


class RowOutcome(BaseModel):
    """What became of one row. In quarantine: why, by a word of docs/reference/quarantine.md, in which column, what to mend."""

    row: int
    outcome: Literal["added", "unchanged", "quarantined"]
    reason: str | None = None
    column: str | None = None
    details: str | None = None


class RecordsTaken(BaseModel):
    """What became of a request: as which batch it is in the ledger, and each row in the order of the lines.

    `repeated`: the same request was answered before, and this is that answer again.
    """

    submission: int
    batch: int
    added: int
    unchanged: int
    quarantined: int
    repeated: bool
    rows: list[RowOutcome]


class FileAnnounced(BaseModel):
    """A file that is to come: under which mapping, what it is called, its format, size and SHA-256 (hex)."""

    mapping: Annotated[str, Field(max_length=60, examples=["mr-penalties"])]
    file_name: Annotated[str, Field(max_length=200, examples=["penalties-2026-11.csv"])]
    format: Literal["csv", "jsonl", "parquet", "xlsx"]
    size: Annotated[int, Field(ge=1, description="bytes")]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class SubmissionOut(BaseModel):
    """Where a submission stands.

    `state`: `open`, parts are missing; `expired`, they never came; `queued`, `running`, `done`; `refused`, nothing could be read,
    and `refused` says why. `batch` is its number in the ledger. Of a file: how it is cut, and which parts are missing.
    """

    id: int
    mapping: str
    at: datetime
    state: Literal["open", "expired", "queued", "running", "done", "refused"]
    batch: int | None
    added: int
    unchanged: int
    quarantined: int
    refused: str | None
    file_name: str | None = None
    part_size: int | None = None
    parts: int | None = None
    missing: list[int] = []


class QuarantinedRow(BaseModel):
    """A row that could not come in, or `repeats` identical ones: why, where, the mend, and its cells as they came.

    Numbers of natural persons are masked in them.
    """

    row: int
    repeats: int
    column: str
    reason: str
    details: str
    cells: list[tuple[str, str | None]]


class QuarantineOut(BaseModel):
    """Open rows in the order of the file; `next` is where the following page begins, none at the end."""

    rows: list[QuarantinedRow]
    next: int | None
