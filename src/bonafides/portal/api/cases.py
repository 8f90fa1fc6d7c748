"""A case at the API, for the officers of its agency: where it stands, what may be done, what waits."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from bonafides.portal.api.case_schemas import CaseBoard
from bonafides.portal.api.draws import Answer, identity
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS
from bonafides.portal.audience import every_officer
from bonafides.procedures.board import board
from bonafides.procedures.models import Case
from bonafides.procedures.queries import UnknownCaseError, case_of, shown

router = Router(tags=["cases"])
CaseId = Annotated[int, Path(description="the number of the case", ge=1, le=2**62)]


def of_agency(request: HttpRequest, number: int) -> Case | None:
    """The case of a number, where it is of the officer's agency."""
    who = identity(request)
    try:
        found = case_of(number)
    except UnknownCaseError:
        return None
    return found if (found.agency.pack, found.agency.name) == (who.pack, who.agency) else None


@router.get(
    "/board", auth=every_officer(), response={200: CaseBoard, **FOR_OFFICERS}, operation_id="get_case_board",
    summary="What waits for the officer's agency",
)  # fmt: skip
def get_board(request: HttpRequest) -> Answer:
    """Every deadline of the agency's open cases, the overdue first."""
    who = identity(request)
    return {"tasks": [one.as_json() for one in board(who.pack, who.agency)]}


@router.get(
    "/{case}", auth=every_officer(), response={200: dict, **FOR_OFFICERS}, operation_id="get_case",
    summary="A case as it stands",
)  # fmt: skip
def get_case(request: HttpRequest, case: CaseId) -> Answer:
    """Every step that was taken, and of every other why it may not be taken now."""
    found = of_agency(request, case)
    if found is None:
        return problem(404, "expected the number of a case of the officer's agency; there is none such")
    return shown(found, timezone.localdate())
