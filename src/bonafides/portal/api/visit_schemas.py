"""The shapes of what is asked of, and told about, visits and their results."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from bonafides.portal.api.draw_schemas import ActIn, EvidenceIn


class TargetedIn(ActIn):
    """An inspection outside every draw: `trigger` is complaint, referral, alert or statutory."""

    scheme: str
    code: str
    item: str
    trigger: str
    officers: list[str]
    reason: str
    evidence: list[EvidenceIn]


class ApproveIn(ActIn):
    """The form that approves a visit, and the days between which it may be made."""

    form: str
    since: date
    until: date


class NotifyIn(ActIn):
    """`exempt`: the instrument and article that let the notice be left out."""

    exempt: str | None = None


class EnterIn(ActIn):
    """The code that the business shows, and the numbers of those who enter."""

    code: str
    officers: list[str]


class FileIn(Schema):
    """A file that the report rests on; its content in base64."""

    name: str
    content: str


class PointIn(Schema):
    """What was found on one point: in-order, problem or not-applicable; `files` by their names."""

    point: str
    finding: str
    note: str = ""
    files: list[str] = Field(default_factory=list)


class ReportIn(ActIn):
    """The result: words of the closed list, and the checklist."""

    results: list[str]
    method: str
    points: list[PointIn] = Field(default_factory=list)
    findings: str = ""
    facts: dict[str, bool | int | str | list[str]] = Field(default_factory=dict)
    files: list[FileIn] = Field(default_factory=list)
    formed_on: date | None = None


class ReplyIn(ActIn):
    """What the business says, in its own words."""

    text: str
    received_on: date | None = None


class ClearIn(ActIn):
    """`publish_on`: not before this day; default at once."""

    publish_on: date | None = None


class FollowUpIn(ActIn):
    """A step that the result opened, and what came of it."""

    step: str
    outcome: str


class OrderIn(ActIn):
    """What is to be put right, and by when. The basis must be law."""

    what: str
    by: date
    basis: str


class RectifiedIn(ActIn):
    """What the business says it did."""

    account: str
    on: date | None = None


class RecheckIn(ActIn):
    """Who looks again; by default those who found it. `by`: the last day, where the item has no period for it."""

    officers: list[str] = Field(default_factory=list)
    by: date | None = None


class Release(Schema):
    """A result that is public: who inspected what, when, on which basis, and the draw that it came from."""

    assignment: int
    pack: str
    agency: str
    business: dict[str, str]
    item: str
    title: dict[str, str]
    basis: str
    reason: str
    plan: str | None
    draw: str | None
    officers: list[str] = Field(description="the officers' numbers")
    entered_on: date | None
    method: str
    formed_on: date
    points: list[dict[str, str]]
    results: list[dict[str, Any]]
    published_on: date
    replied: bool
    replies: list[dict[str, str]]
    act: int


class Releases(Schema):
    """The results of a draw that are public so far."""

    draw: str
    results: list[Release]


class Board(Schema):
    """What waits for the officer's agency, the most pressing first."""

    tasks: list[dict[str, Any]]
