"""Pledges at the API: the items that are open to them, for anybody."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import BaseModel, Field

from bonafides.pledges.catalogue import catalogue
from bonafides.portal.api.draws import Answer
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import PUBLIC

router = Router(tags=["pledges"])


class Ground(BaseModel):
    """Why a ground of exclusion is not touched."""

    ground: str
    because: dict[str, str]


class Condition(BaseModel):
    """What must be met, and by which standard it is verified afterwards."""

    condition: str
    title: dict[str, str]
    verify: dict[str, str]
    basis: list[str]


class Paper(BaseModel):
    """A paper of the application; `promisable`: whether it may be promised by a day."""

    paper: str
    title: dict[str, str]
    promisable: bool
    basis: list[str]


class Told(BaseModel):
    """A duty or a consequence, in plain words."""

    text: dict[str, str]
    basis: list[str]


class PledgeItemOut(BaseModel):
    """An item that its agency opened; `version`: of the conditions; `act`: by which it was opened."""

    pack: str
    item: str
    title: dict[str, str]
    agency: str
    version: str
    open_since: date
    act: int
    basis: list[str]
    procedure: str
    ordinary: str = Field(description="the procedure for whoever will not, cannot or may not pledge")
    form: str | None
    not_excluded: list[Ground]
    conditions: list[Condition]
    papers: list[Paper]
    duties: list[Told]
    consequences: list[Told]
    risk: str


class PledgeItems(BaseModel):
    """All that are open today."""

    items: list[PledgeItemOut]


@router.get(
    "/pledge-items", auth=PUBLIC, response={200: PledgeItems, **dict.fromkeys((400, 405, 500, 503), Problem)},
    operation_id="list_pledge_items", summary="What may be had by a pledge",
)  # fmt: skip
def list_pledge_items(request: HttpRequest) -> Answer:
    """Conditions, papers, duties and consequences of each, and why it is not excluded."""
    return {"items": [one.as_json() for one in catalogue(timezone.localdate())]}
