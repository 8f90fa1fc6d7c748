"""Once only at the API: the meter, forms and how they are filled, what was asked twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import BeforeValidator

from bonafides.acts.act import ActRefusedError
from bonafides.acts.roles import Role
from bonafides.entities.models import Entity
from bonafides.entities.queries import UnknownEntityError, entity_by_code
from bonafides.packs.form import Form
from bonafides.packs.held import holders
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack, packs_in_force
from bonafides.portal.api.draw_schemas import Done
from bonafides.portal.api.draws import Answer, identity
from bonafides.portal.api.once_schemas import FilledOut, FillIn, FormsOut, MeterOut, RepeatIn
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS, Problem
from bonafides.portal.audience import PUBLIC, officers
from bonafides.portal.moments import day_of
from bonafides.sharing.acts.report_repeat import report_repeat
from bonafides.sharing.once.figure import meter
from bonafides.sharing.once.fill import fill
from bonafides.sharing.once.forms import UnknownFormError, form_named, forms_of
from bonafides.sharing.purpose import Request

router = Router(tags=["once"])
YEAR = timedelta(days=365)
FOR_ALL = dict.fromkeys((400, 405, 500, 503), Problem)
Day = Annotated[date | None, BeforeValidator(day_of)]
_FILLERS = officers(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.REVIEWER, Role.DECIDER)


@router.get(
    "/once/meter", auth=PUBLIC, response={200: MeterOut, **FOR_ALL}, operation_id="get_once_meter",
    summary="Repeated requests avoided, and those that slipped through",
)  # fmt: skip
def get_meter(
    request: HttpRequest,
    since: Annotated[Day, Query(None, description="the first day; default a year before the last")] = None,
    until: Annotated[Day, Query(None, description="the last day; default today")] = None,
) -> dict[str, Any]:
    """By the agency that asks. It names no business."""
    day = until or timezone.localdate()
    return meter(since or max(date.min + YEAR, day) - YEAR, day).as_json()


@router.get(
    "/forms", auth=PUBLIC, response={200: FormsOut, **FOR_ALL}, operation_id="list_forms",
    summary="What agencies ask, and where each item comes from",
)  # fmt: skip
def list_forms(
    request: HttpRequest,
    day: Annotated[Day, Query(None, description="the day on which the forms are in force; default today")] = None,
) -> dict[str, Any]:
    """Every form in force, of packs and of agencies."""
    packs = [pack for pack, _version in packs_in_force()]
    on = day or timezone.localdate()
    return {"forms": [_form(pack, form) for pack in packs for form in forms_of(pack, on).values()]}


@router.post(
    "/forms/{name}/fill", auth=_FILLERS, response={200: FilledOut, **FOR_OFFICERS}, operation_id="fill_form",
    summary="Fill a form for a business from what agencies hold",
)  # fmt: skip
def post_fill(
    request: HttpRequest,
    name: Annotated[str, Path(description="the name of a form of the officer's agency", max_length=60)],
    given: FillIn,
) -> Answer:
    """For a case, by the purpose of the form; logged for the business to read, and counted once."""
    who, day = identity(request).who, timezone.localdate()
    pack, _ = installed_pack(who.pack)
    try:
        form, entity = form_named(pack, name, day), entity_of(given.scheme, given.code)
    except (UnknownFormError, UnknownEntityError) as error:
        return problem(404, str(error))
    filled = fill(Request(who, form.purpose, given.case, day), form, entity, pack=pack)
    return {**filled.as_json(), "digest": filled.digest}


@router.post(
    "/once/reports", auth=officers(*report_repeat.by),  # type: ignore[attr-defined]  # set by the decorator
    response={200: Done, **FOR_OFFICERS}, operation_id="report_repeat",
    summary="Enter that a business was asked for what an agency holds",
)  # fmt: skip
def post_report(request: HttpRequest, given: RepeatIn) -> Answer:
    """It counts on the public meter, by the agency that asked; once a matter."""
    try:
        entity = entity_of(given.scheme, given.code)
    except UnknownEntityError as error:
        return problem(404, str(error))
    who = identity(request)
    acting = who.acting(given.basis or once_basis(who.pack), given.reason or "asked for what an agency holds")
    made = report_repeat(acting, entity, given.asked_by, given.what, given.on, form=given.form)
    return {"act": acting.id, "ledger_index": None, "told": {"report": made.pk, "held_by": made.held_by}}


def entity_of(scheme: str, code: str) -> Entity:
    """A business by its code. Raises UnknownEntityError, also for what no text of the database can be."""
    if "\0" in scheme + code:
        raise UnknownEntityError("expected the code of a business, in its normal form")
    return entity_by_code(scheme, code)


def once_basis(name: str) -> str:
    """What says that nothing is asked twice: the rules that the decision of the pack cites. Raises ActRefusedError."""
    pack, _ = installed_pack(name)
    once = pack.info.once_only
    model = next(
        (m for m in pack.standards.values() if once and any(d.name == once.decision for d in m.decisions)), None
    )
    if once is None or model is None:
        raise ActRefusedError("pack %(name)s has no `once_only` decision: give the basis", name=name)
    rules = getattr(model.decision(once.decision).logic, "rules", ())
    return "; ".join(dict.fromkeys(one.citation for one in rules))


def _form(pack: Pack, form: Form) -> dict[str, Any]:
    return {
        "pack": pack.name, "form": form.form, "agency": form.agency, "title": form.title, "matter": form.matter,
        "purpose": form.purpose,
        "items": [
            {"item": one.item, "title": one.title, "source": one.source, "held_by": list(holders(pack, one)),
             "asked": one.asked is not None}
            for one in form.items
        ],
    }  # fmt: skip
