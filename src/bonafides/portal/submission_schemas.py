"""The shapes of submissions, for the OpenAPI file and for clients."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel


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
