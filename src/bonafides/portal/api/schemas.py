"""The shapes of the answers, for the OpenAPI file. The hot ones are never built: PostgreSQL writes their JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field


class Problem(BaseModel):
    """RFC 9457. `detail` says what was expected and what to do; it never repeats what came."""

    type: str
    title: str
    status: int
    detail: str


FOR_OFFICERS = dict.fromkeys((400, 401, 403, 404, 405, 409, 500, 503), Problem)
"""The errors of a route on which an officer acts: 403 without the power or recused, 409 where the act is refused."""


class Me(BaseModel):
    """An officer, by number."""

    pack: str
    agency: str
    officer: str
    roles: list[str]


class EntityName(BaseModel):
    """A name; `current` where it is the one of its use that the business bore on the day.

    `merged` where it is the name of another code that is one business with this one by decision.
    """

    use: str
    language: str
    name: str
    valid_from: date
    current: bool
    merged: bool = False


class Code(BaseModel):
    """A code of a scheme."""

    scheme: str
    code: str


class AnnotationOut(BaseModel):
    """What is said beside a record: `disputed`, `reconsideration`, `suit`: a remedy is pending; `suspended`: its enforcement
    is, by a decision; `reply`: what the business says of it."""

    kind: str
    since: date
    text: str


class OperatorTime(BaseModel):
    """In which operator's time a record of a sole trader falls, by days alone: nobody is named.

    `shown_as` as the standard `operator_segment` says: `former-operator` or `current`. `until` is the first day of the next
    operator's time.
    """

    shown_as: str
    number: int
    of: int
    from_: date | None = Field(alias="from")
    until: date | None


class RecordOut(BaseModel):
    """One record; `facts` are those of its kind in the catalogue that are public.

    `valid_to` and `public_until` are the first days on which it holds, or is published, no more. `operator` only where another
    person runs the business by now, who is not burdened silently with what was before.
    """

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
    operator: OperatorTime | None
    annotations: list[AnnotationOut]
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
    """A business: `name` is the one that was found, `former` where it bears it no longer.

    `match` says how the name meets what was asked for: it is equal, begins with it, has it for its brand, holds it, is
    abbreviated so, or is similar. `ended`: the business is no longer in business.
    """

    scheme: str
    code: str
    kind: str
    name: str
    use: str
    former: bool
    current_name: str
    language: str
    match: Literal["equal", "beginning", "brand", "part", "abbreviation", "similar"]
    ended: bool


class SearchResult(BaseModel):
    """The businesses found, best first."""

    found: list[FoundEntity]


class Cited(BaseModel):
    """An article of an instrument, with how sure the pack is of it."""

    instrument: str
    article: str | None
    mark: str


class CheckPointOut(BaseModel):
    """A point of a checklist; `requires` is `evidence` or `none`."""

    point: str
    title: dict[str, str]
    basis: list[Cited]
    requires: str


class ItemOut(BaseModel):
    """An item that may be inspected, as its pack states it; texts by language.

    `yearly_cap`: how many visits a year the agency may make to one business; null where none is in force.
    """

    pack: str
    item: str
    title: dict[str, str]
    agency: str
    basis: list[Cited]
    in_force_from: date
    in_force_to: date | None
    level: str
    methods: list[str]
    field: str
    notice: str
    full_coverage: bool
    officers: int | None
    yearly_cap: int | None
    yearly_cap_mark: str | None
    checklist: list[CheckPointOut]
    merges_with: list[str]
    record_kind: str


class Items(BaseModel):
    """What may be inspected on a day. An item that is not there may not be."""

    day: date
    items: list[ItemOut]
