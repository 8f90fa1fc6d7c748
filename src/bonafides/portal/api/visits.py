"""Results of inspections at the API: what is public of them, and what waits for an agency."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router

from bonafides.inspections.board import board
from bonafides.inspections.models import Draw
from bonafides.inspections.visits.release import release, releases_of_draw
from bonafides.inspections.visits.whole import whole
from bonafides.portal.api.draws import Answer, DrawId, found, identity
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS, Problem
from bonafides.portal.api.visit_schemas import Board, Release, Releases
from bonafides.portal.audience import PUBLIC, every_officer

router = Router(tags=["inspections"])
_PROBLEMS = dict.fromkeys((400, 404, 405, 409, 500, 503), Problem)
VisitId = Annotated[int, Path(description="the number of the visit", ge=1, le=2**62)]


@router.get(
    "/visits/{visit}", auth=PUBLIC, response={200: Release, **_PROBLEMS}, operation_id="get_result",
    summary="The public result of a visit",
)  # fmt: skip
def get_result(request: HttpRequest, visit: VisitId) -> Answer:
    """Who inspected what, when, on which basis, and the draw that it came from. Nothing before it is published."""
    told = release(visit)
    return told or problem(404, "expected the number of a visit whose result is public; there is none such")


@router.get(
    "/draws/{draw}/results", auth=PUBLIC, response={200: Releases, **_PROBLEMS}, operation_id="list_draw_results",
    summary="The public results of a draw",
)  # fmt: skip
def list_results(request: HttpRequest, draw: DrawId) -> Answer:
    """As they came to be public."""
    one = found(draw)
    return {"draw": one.draw, "results": releases_of_draw(one.pk)} if isinstance(one, Draw) else one


@router.get(
    "/board", auth=every_officer(), response={200: Board, **FOR_OFFICERS}, operation_id="get_board",
    summary="What waits for the officer's agency",
)  # fmt: skip
def get_board(request: HttpRequest) -> Answer:
    """Every step of a visit that waits, the overdue first."""
    who = identity(request)
    return {"tasks": [one.as_json() for one in board(who.pack, who.agency)]}


@router.get(
    "/visits/{visit}/steps", auth=every_officer(), response={200: dict, **FOR_OFFICERS}, operation_id="get_visit",
    summary="A visit with every step that was taken",
)  # fmt: skip
def get_visit(request: HttpRequest, visit: VisitId) -> Answer:
    """For the officers of its agency."""
    who, told = identity(request), whole(visit)
    if told is None or (told["pack"], told["agency"]) != (who.pack, who.agency):
        return problem(404, "expected the number of a visit of the officer's agency; there is none such")
    return told
