"""The acts of a draw at the API, by officers who decide, each by a token of its own.

They stand on the router of `draws.py`, since one path is asked by anybody and posted to by officers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bonafides.acts.act import Acting, Evidence, Role
from bonafides.inspections.acts.abandon_draw import abandon_draw
from bonafides.inspections.acts.assign_officers import assign_officers
from bonafides.inspections.acts.commit_draw import commit_draw
from bonafides.inspections.acts.file_plan import file_plan
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.acts.substitute import substitute
from bonafides.inspections.models import Draw
from bonafides.inspections.plan_form import PlanForm, read_plan_json
from bonafides.inspections.queries import item_of, plan_of, unserved
from bonafides.ledger.index import index_of_act
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.queries import installed_pack, pack_of_version
from bonafides.portal.api.draw_schemas import AbandonIn, ActIn, AssignIn, CommitIn, Done, HoldIn, SubstituteIn
from bonafides.portal.api.draws import Answer, DrawId, identity, own, router
from bonafides.portal.api.schemas import FOR_OFFICERS
from bonafides.portal.audience import officers

__all__ = ["router"]

_DECIDER = officers(Role.DECIDER)
_ANSWERS = {200: Done, **FOR_OFFICERS}
_FORM = PlanForm.model_json_schema(ref_template="#/components/schemas/{model}")
_PLAN = {"requestBody": {"required": True, "content": {"application/json": {"schema": _FORM}}}}


def _acting(
    request: HttpRequest, given: ActIn, items: Iterable[InspectionItem], why: str, evidence: tuple[Evidence, ...] = ()
) -> Acting:
    """The officer, on the basis of the items where no other is given."""
    cited = (" ".join(filter(None, (one.instrument, one.article))) for item in items for one in item.basis)
    basis = given.basis or "; ".join(dict.fromkeys(cited))
    return identity(request).acting(basis, given.reason or why, evidence)


def _of(draw: Draw) -> list[InspectionItem]:
    return [item_of(pack_of_version(draw.pack_version), draw.item, draw.as_of)]


def _done(acting: Acting, **told: Any) -> dict[str, Any]:
    return {"act": acting.id, "ledger_index": index_of_act(acting.id), "told": told}


@router.post(
    "/plans", auth=_DECIDER, response=_ANSWERS, operation_id="file_plan", summary="File a plan", openapi_extra=_PLAN
)
def post_plan(request: HttpRequest) -> Answer:
    """The plan of the officer's agency for a year, filed with its superior."""
    (pack, version), form, day = (
        installed_pack(identity(request).pack),
        read_plan_json(request.body),
        timezone.localdate(),
    )
    items = [item_of(pack, one.item, day) for one in form.items]
    acting = _acting(request, ActIn(), items, f"plan of random inspections for {form.year}")
    plan = file_plan(acting, pack, version, form, day)
    return _done(acting, plan=plan.number, year=plan.year, figures=plan.figures)


@router.post("/draws", auth=_DECIDER, response=_ANSWERS, operation_id="commit_draw", summary="Commit to a draw")
def post_draw(request: HttpRequest, given: CommitIn) -> Answer:
    """Businesses, ratios, rules and officers are frozen, and their hash is queued for the ledger."""
    who, day = identity(request), _day(given.on)
    pack, version = installed_pack(who.pack)
    plan, items = plan_of(who.pack, who.agency, given.plan), [item_of(pack, given.item, day)]
    acting = _acting(request, given, items, f"plan {given.plan}, {given.item}, batch {given.batch}")
    draw = commit_draw(acting, pack, version, plan, given.item, given.batch, given.seed, day)
    return _done(acting, draw=draw.draw, commitment=draw.commitment, hash=bytes(draw.commitment_hash).hex())


@router.post("/draws/{draw}/hold", auth=_DECIDER, response=_ANSWERS, operation_id="hold_draw", summary="Hold a draw")
def post_hold(request: HttpRequest, draw: DrawId, given: HoldIn) -> Answer:
    """By the evidence of the seed: who is drawn, who goes, and for whom there are no officers."""
    one = own(request, draw)
    if isinstance(one, HttpResponse):
        return one
    acting = _acting(request, given, _of(one), f"the draw {draw}, as it was committed to")
    held = hold_draw(acting, one, given.evidence)
    return _done(acting, draw=draw, seed=bytes(held.seed).hex(), drawn=held.drawn, unserved=unserved(one))


@router.post(
    "/draws/{draw}/officers",
    auth=_DECIDER,
    response=_ANSWERS,
    operation_id="assign_officers",
    summary="Name officers by hand",
)
def post_officers(request: HttpRequest, draw: DrawId, given: AssignIn) -> Answer:
    """For a drawn business for which the draw has none, or instead of those who may not go after all."""
    one = own(request, draw)
    if isinstance(one, HttpResponse):
        return one
    acting = _acting(request, given, _of(one), given.reason)
    made = assign_officers(acting, one, given.code, tuple(given.officers), _day(given.on))
    return _done(acting, assignment=made.pk, officers=list(made.officers))


@router.post(
    "/draws/{draw}/substitutions",
    auth=_DECIDER,
    response=_ANSWERS,
    operation_id="substitute",
    summary="Put a business aside",
)
def post_substitution(request: HttpRequest, draw: DrawId, given: SubstituteIn) -> Answer:
    """For a reason that was committed to, with evidence; the next of the reserve takes its place."""
    one = own(request, draw)
    if isinstance(one, HttpResponse):
        return one
    evidence = tuple(Evidence(each.kind, each.ref, each.sha256) for each in given.evidence)
    acting = _acting(request, given, _of(one), given.reason, evidence)
    made = substitute(acting, one, given.code, given.rule)
    return _done(acting, place=made.place, into=made.into.code if made.into else None, unserved=made.unserved)


@router.post(
    "/draws/{draw}/abandonment", auth=_DECIDER, response=_ANSWERS, operation_id="abandon_draw", summary="Give a draw up"
)
def post_abandonment(request: HttpRequest, draw: DrawId, given: AbandonIn) -> Answer:
    """In public, before it is held: the seed never came, or a party did not reveal."""
    one = own(request, draw)
    if isinstance(one, HttpResponse):
        return one
    acting = _acting(request, given, _of(one), given.reason)
    abandon_draw(acting, one)
    return _done(acting, draw=draw)


def _day(given: date | None) -> date:
    return given or timezone.localdate()
