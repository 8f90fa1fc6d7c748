"""The shapes of once-only at the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from bonafides.portal.api.draw_schemas import ActIn
from bonafides.portal.api.visit_schemas import FileIn

Code = Field(max_length=240, description="the code of the business, in its normal form")
Scheme = Field("uscc", max_length=60, description="the scheme of the code")
Case = Field(max_length=120, description="the case it is for: `case:12`, or the agency's own file number")


class FigureOut(BaseModel):
    """What was counted. `slipped_through` is `slipped` (found by the register) and `reported` together."""

    matters: int
    avoided: int
    empty: int
    unavailable: int
    asked: int
    slipped: int
    reported: int
    slipped_through: int


class MeterOut(BaseModel):
    """The public meter over some days. It names no business."""

    since: date
    day: date
    all: FigureOut
    agencies: dict[str, FigureOut]


class FormItemOut(BaseModel):
    """An item: `source` is fact, criterion, document or statement; `held_by` the agencies, none where the business has it."""

    item: str
    title: dict[str, str]
    source: str
    held_by: list[str]
    asked: bool


class FormOut(BaseModel):
    """A form of an agency."""

    pack: str
    form: str
    agency: str
    title: dict[str, str]
    matter: dict[str, str]
    purpose: str
    items: list[FormItemOut]


class FormsOut(BaseModel):
    """The forms in force."""

    forms: list[FormOut]


class FilledItemOut(BaseModel):
    """What came of an item; `why` of one that is not to be had. Of a criterion no record is named."""

    item: str
    title: dict[str, str]
    source: str
    outcome: Literal["value", "known-empty", "unavailable", "to-be-asked"]
    agencies: list[str]
    value: Any = None
    record: str = ""
    of: date | None = None
    reported: datetime | None = None
    why: str = ""
    disputed: bool


class FilledOut(BaseModel):
    """A form filled for one business. `digest`: what an application that rests on it can name."""

    form: str
    pack: str
    agency: str
    title: dict[str, str]
    matter: dict[str, str]
    scheme: str
    code: str
    at: datetime
    items: list[FilledItemOut]
    prefilled: int
    of: int
    agencies: list[str]
    digest: str


class FillIn(BaseModel):
    """Which business, for which case."""

    scheme: str = Scheme
    code: str = Code
    case: str = Case


class EvidenceIn(BaseModel):
    """Facts as `kind/field`, or items of a form of the asker's own agency: these may be criteria, answered yes or no."""

    scheme: str = Scheme
    code: str = Code
    purpose: str = Field(max_length=60, description="a purpose of the agency: purposes.yaml of its pack")
    case: str = Field("", max_length=120, description="the case; the header X-Road-Issue says it too")
    facts: list[str] = Field(default_factory=list, max_length=50, description="such as `registration/address`")
    form: str = Field("", max_length=60, description="the form whose items are asked")
    items: list[str] = Field(
        default_factory=list, max_length=50, description="some of its items; all, where none is named"
    )
    consumer: str = Field(
        "", max_length=60, description="who is told, should a source be out of reach now; none: nobody waits"
    )


class EvidenceOut(BaseModel):
    """What came of each fact or item, in their order. `waiting`: the consumer is told once the source is to be had."""

    at: datetime
    scheme: str
    code: str
    items: list[dict[str, Any]]
    waiting: bool = False


class ContestIn(ActIn):
    """A value that the business contests: an objection to the record from which it was read."""

    agency: str = Field(max_length=60, description="the agency that gave it: the officer's own")
    record: str = Field(max_length=240, description="the reference of the record, as the filled form names it")
    statement: str = Field(max_length=4_000, description="what the business says")
    ground: str = Field("error", max_length=40, description="a ground of the procedure")
    files: list[FileIn] = Field(default_factory=list)


class RepeatIn(ActIn):
    """That a business was asked for what an agency holds."""

    scheme: str = Scheme
    code: str = Code
    asked_by: str = Field(max_length=60, description="the agency that asked")
    what: str = Field(max_length=120, description="`kind/field` of the catalogue")
    on: date = Field(description="when it was asked")
    form: str = Field("", max_length=60, description="by which form, if by one")
