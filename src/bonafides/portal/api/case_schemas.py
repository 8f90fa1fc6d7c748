"""The shapes of what is asked of, and told about, cases and lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from bonafides.portal.api.draw_schemas import ActIn, EvidenceIn
from bonafides.portal.api.visit_schemas import FileIn

Told = bool | int | str | list[str]


class FindingIn(Schema):
    """What a person found: whether it holds, why, and on which evidence (`file:NAME`, `record:AGENCY/REF`, `act:N`)."""

    holds: bool
    text: str
    evidence: list[str]


class TakeIn(ActIn):
    """A step, with what it is told. `on`: when it was taken, if not today; then with a file that shows it.

    `seen`: how many steps the case had when the officer looked at it; if it went on meanwhile, the step is refused.
    """

    step: str
    fields: dict[str, Told] = Field(default_factory=dict)
    findings: dict[str, FindingIn] = Field(default_factory=dict)
    files: list[FileIn] = Field(default_factory=list)
    evidence: list[EvidenceIn] = Field(default_factory=list)
    on: date | None = None
    seen: int | None = None


class OpenIn(ActIn):
    """A case about a business, and about one of its records where the procedure is about a record (`AGENCY/REF`)."""

    procedure: str
    scheme: str
    code: str
    record: str | None = None
    fields: dict[str, Told] = Field(default_factory=dict)
    findings: dict[str, FindingIn] = Field(default_factory=dict)
    files: list[FileIn] = Field(default_factory=list)
    evidence: list[EvidenceIn] = Field(default_factory=list)
    on: date | None = None


class CaseBoard(Schema):
    """What waits for the officer's agency, the overdue first."""

    tasks: list[dict[str, Any]]


class ListedOut(Schema):
    """A business on a list, by its code."""

    list: str
    title: dict[str, str]
    scheme: str
    code: str
    since: date
    until: date | None
    agency: str
    document_no: str | None
    record: str
    facts: dict[str, Any]
    published_on: date


class Lists(Schema):
    """Published listings in force, the newest first; `more`: there are others behind these."""

    listings: list[ListedOut]
    more: bool
