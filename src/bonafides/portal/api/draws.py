"""Plans and draws at the API: what anybody may check, and what the agency's own officers may see of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from bonafides.acts.act import Role
from bonafides.inspections.bundles import auditors_bundle, opening_of, public_bundle
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Draw, Substitution
from bonafides.inspections.overview import overview, state_of
from bonafides.inspections.queries import draw_of
from bonafides.inspections.shown import shown
from bonafides.ledger.index import index_of_leaf
from bonafides.ledger.queries import newest_cosigned
from bonafides.portal.api.draw_schemas import CommitmentOut, Plans
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS, Problem
from bonafides.portal.audience import PUBLIC, Identity, officers

router = Router(tags=["inspections"])
_PROBLEMS = dict.fromkeys((404, 405, 500, 503), Problem)
_OF_A_DRAW = dict.fromkeys((400, 404, 405, 409, 500, 503), Problem)
DrawId = Annotated[str, Path(description="the id of the draw, as its plan lists it", max_length=240)]
Code = Annotated[str, Path(description="the code of the business", max_length=401)]
Answer = HttpResponse | dict[str, Any]


def found(draw: str) -> Draw | HttpResponse:
    """The draw of an id, or the answer that there is none."""
    try:
        return draw_of(draw)
    except RefusedError as error:
        return problem(404, str(error))


def own(request: HttpRequest, draw: str) -> Draw | HttpResponse:
    """The draw of an id, for an officer of its agency."""
    one, who = found(draw), identity(request)
    if isinstance(one, Draw) and (one.agency.pack, one.agency.name) != (who.pack, who.agency):
        return problem(403, f"this draw is of {one.agency.name}; what is internal is for its own officers")
    return one


def identity(request: HttpRequest) -> Identity:
    """Whose token came with a request."""
    who: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    return who


@router.get(
    "/plans", auth=PUBLIC, response={200: Plans, **_PROBLEMS}, operation_id="list_plans", summary="Plans of inspections"
)
def list_plans(request: HttpRequest) -> Answer:
    """Every plan that was filed, with where each of its draws stands."""
    return {"plans": overview()}


@router.get(
    "/draws/{draw}", auth=PUBLIC, response={200: CommitmentOut, **_OF_A_DRAW}, operation_id="get_draw",
    summary="The commitment of a draw",
)  # fmt: skip
def get_draw(request: HttpRequest, draw: DrawId) -> Answer:
    """What was published before the seed could be known, and its place in the ledger."""
    one = found(draw)
    if not isinstance(one, Draw):
        return one
    return {
        "draw": one.draw, "state": state_of(one), "commitment": one.commitment, "hash": bytes(one.commitment_hash).hex(),
        "ledger_index": index_of_leaf(one.leaf),
    }  # fmt: skip


@router.get(
    "/draws/{draw}/bundle", auth=PUBLIC, response={200: dict[str, Any], **_OF_A_DRAW}, operation_id="get_draw_bundle",
    summary="The public's bundle of a draw",
)  # fmt: skip
def get_bundle(request: HttpRequest, draw: DrawId) -> Answer:
    """One file that is checked offline: `bonafides verify draw`. No tier of any business is in it."""
    one = found(draw)
    if not isinstance(one, Draw):
        return one
    checkpoint = newest_cosigned()
    return _public(one.pk, Substitution.objects.filter(draw=one).count(), checkpoint.pk if checkpoint else 0)


@lru_cache(maxsize=64)
def _public(draw: int, substitutions: int, checkpoint: int) -> dict[str, Any]:
    """What a draw is for the public changes with these alone; to work it out anew takes a second, and anybody may ask."""
    return public_bundle(Draw.objects.select_related("agency").get(pk=draw)).to_json()


@router.get(
    "/draws/{draw}/auditor-bundle", auth=officers(Role.AUDITOR), response={200: dict[str, Any], **FOR_OFFICERS},
    operation_id="get_draw_auditor_bundle", summary="The auditor's bundle of a draw",
)  # fmt: skip
def get_auditor_bundle(request: HttpRequest, draw: DrawId) -> Answer:
    """Every business and officer opened: internal, it holds tiers and recusals."""
    one = own(request, draw)
    return auditors_bundle(one).to_json() if isinstance(one, Draw) else one


@router.get(
    "/draws/{draw}/openings/{code}", auth=officers(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.DECIDER),
    response={200: dict[str, Any], **FOR_OFFICERS}, operation_id="get_draw_opening", summary="The opening of one business",
)  # fmt: skip
def get_opening(request: HttpRequest, draw: DrawId, code: Code) -> Answer:
    """What one business is given, and nobody else, to check its own ticket."""
    one = own(request, draw)
    return opening_of(one, code).to_json() if isinstance(one, Draw) else one


@router.get(
    "/draws/{draw}/assignments", auth=officers(Role.DECIDER, Role.INSPECTOR, Role.CASE_OFFICER, Role.ENTRY_CLERK, Role.REVIEWER),
    response={200: dict[str, Any], **FOR_OFFICERS}, operation_id="get_draw_assignments", summary="Who goes where after a draw",
)  # fmt: skip
def get_assignments(request: HttpRequest, draw: DrawId) -> Answer:
    """The draw as it stands: who inspects what, substitutions, and for whom there are no officers."""
    one = own(request, draw)
    return shown(one) if isinstance(one, Draw) else one
