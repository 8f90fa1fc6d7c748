"""The shapes of what is asked of, and told about, plans and draws."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field


class EvidenceIn(Schema):
    """What an act rests on: `record` (agency/reference), `file` (with its SHA-256), `act`, `draw`."""

    kind: str
    ref: str
    sha256: str | None = None


class ActIn(Schema):
    """What every act is asked with. `basis`: by default that of the inspection item."""

    basis: str | None = None
    reason: str | None = None


class CommitIn(ActIn):
    """The draw of a batch, and where its seed will come from (docs/reference/draw.md)."""

    plan: str
    item: str
    batch: int
    seed: dict[str, Any]
    on: date | None = Field(None, description="as of this day; default today")


class HoldIn(ActIn):
    """The evidence of the seed, of the source that was committed to."""

    evidence: dict[str, Any]


class AssignIn(ActIn):
    """Officers for a drawn business, by their numbers, the one who leads first."""

    code: str
    officers: list[str]
    reason: str
    on: date | None = None


class SubstituteIn(ActIn):
    """A drawn business that cannot be inspected, and the reason that was committed to."""

    code: str
    rule: str
    reason: str
    evidence: list[EvidenceIn]


class AbandonIn(ActIn):
    """Why a draw is given up, for everybody to read."""

    reason: str


class Done(Schema):
    """An act that was done, and what it left. `ledger_index` is null until the ledger is sealed."""

    act: int
    ledger_index: int | None
    told: dict[str, Any]


class PlannedDraw(Schema):
    """A draw of a plan: `planned`, `committed`, `sealed`, `held`, or `given up`."""

    item: str
    batch: int
    draw: str
    state: str
    from_: date = Field(alias="from")
    to: date


class PlanOut(Schema):
    """A plan as it was filed, with its draws."""

    pack: str
    agency: str
    plan: str
    year: int
    filed_with: str
    replaced_by: str | None
    draws: list[PlannedDraw]


class Plans(Schema):
    """Every plan, in the order in which they were filed."""

    plans: list[PlanOut]


class CommitmentOut(Schema):
    """What was published before the seed could be known."""

    draw: str
    state: str
    commitment: dict[str, Any]
    hash: str
    ledger_index: int | None
