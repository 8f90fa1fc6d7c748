"""Which guided form a matter is filled in by, and what can be begun now. None: the matter is not the business's, or is over."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from bonafides.acts.act import ActRefusedError
from bonafides.acts.wall import inside
from bonafides.kernel.procedure.model import Who
from bonafides.packs.pack import Pack
from bonafides.pledges.items import item_of, item_told
from bonafides.portal.business.flows.apply import ApplyFlow
from bonafides.portal.business.flows.case_flow import CaseFlow
from bonafides.portal.business.flows.flow import Flow
from bonafides.portal.business.flows.pledge import PledgeFlow, TellFlow
from bonafides.portal.business.flows.repair import RepairFlow
from bonafides.portal.business.flows.reply import ReplyFlow
from bonafides.portal.business.here import Here
from bonafides.portal.business.matters import Matter
from bonafides.procedures.opening import procedure_on
from bonafides.remedies.own_matters import own_case
from bonafides.remedies.own_records import own_record_of
from bonafides.sharing.once.contest import OBJECTION
from bonafides.sharing.once.forms import UnknownFormError, form_named


@inside()
def flow_of(here: Here, matter: Matter) -> Flow | None:
    """The guided form; None where there is none, for whatever reason: what is another's is told from nothing."""
    pack = here.pack(matter.pack)
    if pack is None:
        return None
    try:
        return _MADE[matter.kind](here, matter, pack)
    except (ActRefusedError, UnknownFormError):
        return None


def _open(here: Here, matter: Matter, pack: Pack) -> Flow | None:
    """A procedure that the business opens, on one of its records."""
    record = own_record_of(here.ones, pack.name, matter.agency, matter.ref)
    if record is None:
        return None
    procedure = procedure_on(pack, matter.name, timezone.localdate())
    known = procedure.opens.agencies or procedure.agencies
    if (
        procedure.opens.who is not Who.BUSINESS
        or record.kind.name not in procedure.on_record
        or matter.agency not in known
    ):
        return None
    return CaseFlow(
        here, matter, pack=pack, procedure=procedure, step=procedure.opens, agency=matter.agency, record=record
    )


def _step(here: Here, matter: Matter, pack: Pack) -> Flow | None:
    """A step of the business in a case that is open."""
    one = own_case(here.ones, matter.case, timezone.localdate())
    step = next((each for each in one.may if each.name == matter.name), None) if one else None
    if one is None or step is None or one.held.pack.name != pack.name:
        return None
    held, agency = one.held, one.case.agency.name
    if held.procedure.of == "pledge" and any(each.name == "make-pledge" for each in step.effects):
        item = item_told(one.case, held.steps[0].fields.get("item"))
        return PledgeFlow(here, matter, item, pack=held.pack, procedure=held.procedure, step=step, agency=agency)
    return CaseFlow(
        here, matter, pack=held.pack, procedure=held.procedure, step=step, agency=agency, record=one.case.record
    )


def _repair(here: Here, matter: Matter, pack: Pack) -> Flow | None:
    record = own_record_of(here.ones, pack.name, matter.agency, matter.ref)
    return None if record is None else RepairFlow(here, matter, record=record)


def _proof(here: Here, matter: Matter, pack: Pack) -> Flow | None:
    """A paper more, for an application for repair that is open."""
    one = own_case(here.ones, matter.case, timezone.localdate())
    if one is None or one.ended or one.held.procedure.of != "repair" or one.case.record is None:
        return None
    record = own_record_of(here.ones, pack.name, one.case.agency.name, one.case.record.source_ref)
    if record is None:
        return None
    flow = RepairFlow(here, matter, record=record, case=one.case)
    return flow if flow.found.missing else None


def _reply(here: Here, matter: Matter, pack: Pack) -> Flow | None:
    record = own_record_of(here.ones, pack.name, matter.agency, matter.ref)
    ground = _objection(pack)
    return (
        None if record is None or ground is None else ReplyFlow(here, matter, pack=pack, record=record, ground=ground)
    )


def _pledge(here: Here, matter: Matter, pack: Pack) -> Flow | None:
    """Asking for an item by a pledge."""
    day = timezone.localdate()
    item = item_of(pack, matter.name, day)
    procedure = procedure_on(pack, item.procedure, day)
    if procedure.opens.who is not Who.BUSINESS:
        return None
    return TellFlow(here, matter, item, pack=pack, procedure=procedure, step=procedure.opens, agency=item.agency)


def _apply(here: Here, matter: Matter, pack: Pack) -> Flow | None:
    """An application by a form that opens a procedure."""
    day = timezone.localdate()
    form = form_named(pack, matter.name, day)
    if form.procedure is None or not form.opening:
        return None
    procedure = procedure_on(pack, form.procedure, day)
    return ApplyFlow(here, matter, form, pack=pack, procedure=procedure, step=procedure.opens, agency=form.agency)


def _objection(pack: Pack) -> str | None:
    """The procedure of the pack on whose basis a business says its word."""
    day = timezone.localdate()
    return next(
        (one.procedure for one in pack.procedures.values() if one.of == OBJECTION and one.in_force.covers(day)), None
    )


_MADE: dict[str, Callable[[Here, Matter, Pack], Flow | None]] = {
    "open": _open, "step": _step, "repair": _repair, "proof": _proof, "reply": _reply, "pledge": _pledge, "apply": _apply,
}  # fmt: skip
