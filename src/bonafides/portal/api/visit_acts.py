"""The acts of a visit at the API, by officers, each by a token of its own. Who may is said by the act itself."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from bonafides.acts.act import Acting, ActRefusedError, Evidence, Role
from bonafides.acts.files import Kept, keep_bytes
from bonafides.entities.queries import UnknownEntityError, entity_by_code
from bonafides.inspections.acts.accept_rectification import accept_rectification
from bonafides.inspections.acts.approve import approve
from bonafides.inspections.acts.clear import clear
from bonafides.inspections.acts.enter import enter
from bonafides.inspections.acts.follow_up import follow_up
from bonafides.inspections.acts.notify import notify
from bonafides.inspections.acts.open_targeted import open_targeted
from bonafides.inspections.acts.order_recheck import order_recheck
from bonafides.inspections.acts.order_rectification import order_rectification
from bonafides.inspections.acts.publish import publish
from bonafides.inspections.acts.reply import reply
from bonafides.inspections.acts.report import report
from bonafides.inspections.models import Assignment
from bonafides.inspections.visits.entry_code import as_qr
from bonafides.inspections.visits.record_facts import citations
from bonafides.inspections.visits.results import Point
from bonafides.ledger.index import index_of_act
from bonafides.packs.queries import pack_of_version
from bonafides.portal.api import visit_schemas as asked
from bonafides.portal.api.draw_schemas import ActIn, Done
from bonafides.portal.api.draws import Answer, identity
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS
from bonafides.portal.api.visits import VisitId, router
from bonafides.portal.audience import Officers, officers

__all__ = ["router"]

_ANSWERS = {200: Done, **FOR_OFFICERS}


def _whoever_may(act: Callable[..., Any]) -> Officers:
    return officers(*(role for role in act.by if role is not Role.OPERATOR))  # type: ignore[attr-defined]  # set by the decorator


def _acting(request: HttpRequest, given: ActIn, visit: int) -> Acting:
    """The officer, by default on the basis of the item."""
    own = Assignment.objects.select_related("pack_version").filter(pk=visit).first()
    if own is None:
        raise ActRefusedError("there is no visit %(visit)s; the board lists those that wait", visit=visit)
    item = pack_of_version(own.pack_version).inspection_items[own.item]
    why = given.reason or f"inspection {own.item}, visit {visit}"
    return identity(request).acting(given.basis or citations(item.basis), why)


def _done(acting: Acting, **told: Any) -> dict[str, Any]:
    return {"act": acting.id, "ledger_index": index_of_act(acting.id), "told": told}


@router.post(
    "/visits",
    auth=_whoever_may(open_targeted),
    response=_ANSWERS,
    operation_id="open_targeted",
    summary="Open a targeted inspection",
)
def post_targeted(request: HttpRequest, given: asked.TargetedIn) -> Answer:
    """Open an inspection outside every draw."""
    try:
        entity = entity_by_code(given.scheme, given.code)
    except UnknownEntityError as error:
        return problem(404, str(error))
    evidence = tuple(Evidence(one.kind, one.ref, one.sha256) for one in given.evidence)
    acting = identity(request).acting(given.basis or given.item, given.reason, evidence)
    done = open_targeted(acting, entity, given.item, given.trigger, given.officers)
    return _done(acting, visit=done.pk)


@router.post(
    "/visits/{visit}/approval",
    auth=_whoever_may(approve),
    response=_ANSWERS,
    operation_id="approve_visit",
    summary="Approve a visit",
)
def post_approval(request: HttpRequest, visit: VisitId, given: asked.ApproveIn) -> Answer:
    """Approve a visit, for the days between which it may be made."""
    acting = _acting(request, given, visit)
    done = approve(acting, visit, given.form, given.since, given.until)
    return _done(acting, visit=visit, since=done.since.isoformat(), until=done.until.isoformat())


@router.post(
    "/visits/{visit}/notice",
    auth=_whoever_may(notify),
    response=_ANSWERS,
    operation_id="notify_visit",
    summary="Serve the notice of a visit",
)
def post_notice(request: HttpRequest, visit: VisitId, given: asked.NotifyIn) -> Answer:
    """Serve the notice. The one-time code of the visit is told here, and nowhere again."""
    acting = _acting(request, given, visit)
    done = notify(acting, visit, given.exempt)
    return _done(
        acting, visit=visit, code=done.code, qr=as_qr(done.code), text=done.notice.text, exempt=done.notice.exempt
    )


@router.post(
    "/visits/{visit}/entry", auth=_whoever_may(enter), response=_ANSWERS, operation_id="enter_visit", summary="Enter"
)
def post_entry(request: HttpRequest, visit: VisitId, given: asked.EnterIn) -> Answer:
    """Enter; refused with the rule of the pack's standard that does not permit it."""
    acting = _acting(request, given, visit)
    done = enter(acting, visit, given.code, given.officers)
    return _done(acting, visit=visit, officers=done.officers, entered_on=done.entered_on.isoformat())


@router.post(
    "/visits/{visit}/report",
    auth=_whoever_may(report),
    response=_ANSWERS,
    operation_id="report_visit",
    summary="Report a result",
)
def post_report(request: HttpRequest, visit: VisitId, given: asked.ReportIn) -> Answer:
    """Report the result. It becomes public when it is published."""
    acting = _acting(request, given, visit)
    files = {one.name: _kept(one) for one in given.files}
    named = {name for one in given.points for name in one.files}
    if unknown := sorted(named - set(files)):
        return problem(400, f"points: expected files of this report ({', '.join(files) or 'none'}), came {unknown[0]}")
    points = [
        Point(one.point, one.finding, one.note, tuple(files[name].sha256 for name in one.files)) for one in given.points
    ]
    done = report(
        acting, visit, results=given.results, points=points, files=tuple(files.values()), method=given.method,
        findings=given.findings, facts=given.facts, formed_on=given.formed_on,
    )  # fmt: skip
    steps = [one.step for one in done.follow_ups.order_by("pk")]
    return _done(acting, visit=visit, results=done.results, follow_ups=steps)


@router.post(
    "/visits/{visit}/replies",
    auth=_whoever_may(reply),
    response=_ANSWERS,
    operation_id="reply_visit",
    summary="Keep the reply of the business",
)
def post_reply(request: HttpRequest, visit: VisitId, given: asked.ReplyIn) -> Answer:
    """Put what the business says beside the result."""
    acting = _acting(request, given, visit)
    reply(acting, visit, given.text, given.received_on)
    return _done(acting, visit=visit)


@router.post(
    "/visits/{visit}/clearance",
    auth=_whoever_may(clear),
    response=_ANSWERS,
    operation_id="clear_visit",
    summary="Clear a result for publication",
)
def post_clearance(request: HttpRequest, visit: VisitId, given: asked.ClearIn) -> Answer:
    """Clear a result for publication."""
    acting = _acting(request, given, visit)
    return _done(acting, visit=visit, publish_on=clear(acting, visit, given.publish_on).publish_on.isoformat())


@router.post(
    "/visits/{visit}/publication",
    auth=_whoever_may(publish),
    response=_ANSWERS,
    operation_id="publish_visit",
    summary="Publish a result",
)
def post_publication(request: HttpRequest, visit: VisitId, given: ActIn) -> Answer:
    """Publish a result that was cleared; the worker does it by itself."""
    acting = _acting(request, given, visit)
    return _done(acting, visit=visit, records=publish(acting, visit).records)


@router.post(
    "/visits/{visit}/steps",
    auth=_whoever_may(follow_up),
    response=_ANSWERS,
    operation_id="follow_up_visit",
    summary="Say that a next step was taken",
)
def post_step(request: HttpRequest, visit: VisitId, given: asked.FollowUpIn) -> Answer:
    """Say that a step after the result was taken."""
    acting = _acting(request, given, visit)
    follow_up(acting, visit, given.step, given.outcome)
    return _done(acting, visit=visit, step=given.step)


@router.post(
    "/visits/{visit}/order",
    auth=_whoever_may(order_rectification),
    response=_ANSWERS,
    operation_id="order_visit",
    summary="Order to put right",
)
def post_order(request: HttpRequest, visit: VisitId, given: asked.OrderIn) -> Answer:
    """Order the business to put right what was found."""
    acting = _acting(request, given, visit)
    return _done(acting, visit=visit, by=order_rectification(acting, visit, given.what, given.by).by.isoformat())


@router.post(
    "/visits/{visit}/rectification",
    auth=_whoever_may(accept_rectification),
    response=_ANSWERS,
    operation_id="rectify_visit",
    summary="Keep the report that it was put right",
)
def post_rectification(request: HttpRequest, visit: VisitId, given: asked.RectifiedIn) -> Answer:
    """Put on record that the business reported it put right."""
    acting = _acting(request, given, visit)
    return _done(acting, visit=visit, on=accept_rectification(acting, visit, given.account, given.on).on.isoformat())


@router.post(
    "/visits/{visit}/recheck",
    auth=_whoever_may(order_recheck),
    response=_ANSWERS,
    operation_id="recheck_visit",
    summary="Order a visit that looks again",
)
def post_recheck(request: HttpRequest, visit: VisitId, given: asked.RecheckIn) -> Answer:
    """Order a visit that looks again."""
    acting = _acting(request, given, visit)
    return _done(acting, visit=visit, again=order_recheck(acting, visit, given.officers, given.by).assignment_id)


def _kept(one: asked.FileIn) -> Kept:
    try:
        return keep_bytes(one.name, io.BytesIO(base64.b64decode(one.content, validate=True)))
    except ValueError:  # binascii.Error, and what is not ASCII
        raise ActRefusedError("%(one)s: expected its content in base64; nothing was changed", one=one.name) from None
