"""The shapes of the answers, for the OpenAPI file. The hot ones are never built: PostgreSQL writes their JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str


class EntityName(BaseModel):
    use: str
    language: str
    name: str
    valid_from: date
    current: bool


class Code(BaseModel):
    scheme: str
    code: str


class RecordOut(BaseModel):
    """One record; `facts` are those of its kind in the catalogue that are public."""

    agency: str
    ref: str
    event_date: date
    valid_from: date
    valid_to: date | None
    document_no: str | None
    basis: str | None
    known_from: datetime
    corrects: str | None
    public_until: date | None
    facts: dict[str, Any]


class UnifiedRecord(BaseModel):
    """Everything public about one business; `records` by kind, as `pack/kind`."""

    scheme: str
    code: str
    kind: str
    as_of: date
    known_at: datetime
    names: list[EntityName]
    aliases: list[Code]
    one_with: list[Code]
    records: dict[str, list[RecordOut]]


class FoundEntity(BaseModel):
    scheme: str
    code: str
    kind: str
    name: str
    use: str
    former: bool
    current_name: str


class SearchResult(BaseModel):
    found: list[FoundEntity]
