"""One record, and what the business can do about it: contest it, have it repaired, reply, go on with what is open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.act import ActRefusedError
from bonafides.acts.wall import inside
from bonafides.kernel.procedure.model import Procedure, Who
from bonafides.packs.labels import cited_words, labelled, say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import pack_of_version
from bonafides.packs.words import annotation_title
from bonafides.portal.business.flows.repair import RepairFlow
from bonafides.portal.business.here import Here, for_business, not_here
from bonafides.portal.business.matters import Matter
from bonafides.portal.business.nav import nav
from bonafides.portal.business.record import public_refs, record_shown
from bonafides.procedures.models import Case
from bonafides.procedures.opening import may_open
from bonafides.records.models import Record
from bonafides.remedies.own_matters import own_cases, own_remedies
from bonafides.remedies.own_records import own_record_of
from bonafides.remedies.queries import barred_until
from bonafides.sharing.own_record import own_record


@for_business
@require_safe
def about_record(request: HttpRequest, here: Here, pack: str, agency: str, ref: str) -> HttpResponseBase:
    """Everything that is possible, and of what is not possible now, why and from when."""
    known = here.pack(pack)
    record = own_record_of(here.ones, pack, agency, ref) if known is not None and "\0" not in agency + ref else None
    if known is None or record is None:
        return not_here(request)
    key = f"{pack}/{record.kind.name}"
    of = [
        one
        for one in own_record(here.who, here.entity)["records"].get(key, ())
        if (one["agency"], one["ref"]) == (agency, ref)
    ]
    [labels] = labelled({"records": {key: of}}) if of else [None]
    shown = (
        record_shown(known, known.catalogue[record.kind.name], labels.records[0], public_refs(here, key))
        if labels
        else None
    )
    context: dict[str, Any] = {
        "here": request.path, "nav": nav(request), "name": here.name, "pack": pack, "agency": agency, "ref": ref, "one": shown,
        "kind": record.kind.name, "title": say(known.catalogue[record.kind.name].title),
        "said": [(annotation_title(each["kind"]), each["since"], each["text"]) for each in (of[0]["annotations"] if of else ())],
        "replied": any(each["kind"] == "reply" for each in (of[0]["annotations"] if of else ())),
        "ways": ways(here, known, record), "repair": repair_told(here, record), "cases": _cases(here, record),
        "remedies": [
            {"until": one.until, "text": say(one.text)} for one in own_remedies(here.ones, timezone.localdate())
        ],
    }  # fmt: skip
    return render(request, "portal/business/about_record.html", context)


@inside()
def ways(here: Here, pack: Pack, record: Record) -> list[dict[str, Any]]:
    """The procedures that the business opens on such a record, but for repair; each with why it cannot be opened now."""
    day, found = timezone.localdate(), []
    for one in pack.procedures.values():
        model: Procedure = one.model
        agencies = model.opens.agencies or model.agencies
        if (
            not one.in_force.covers(day) or model.opens.who is not Who.BUSINESS or record.kind.name not in model.on_record
            or record.agency.name not in agencies or one.procedure in {each.procedure for each in pack.repairs.values()}
            or any(one.version_of == each.procedure for each in pack.repairs.values())
        ):  # fmt: skip
            continue
        found.append({
            "name": model.family, "title": say(model.title),
            "why_not": may_open(pack, one.procedure, here.entity, record, {}, day),
            "basis": [cited_words(pack, each) for each in model.basis], "objection": one.of == "objection",
        })  # fmt: skip
    return found


@inside()
def repair_told(here: Here, record: Record) -> dict[str, Any] | None:
    """Whether it could be repaired today, from when, and what is missing; None where such a record is never repaired."""
    try:
        flow = RepairFlow(
            here, Matter("repair", record.agency.pack, "", record.agency.name, record.source_ref), record=record
        )
    except ActRefusedError:
        return None
    found, bar = flow.found, barred_until(record.entity, timezone.localdate())
    return {
        "flow": flow, "admitted": found.admitted, "reason": found.asked.reason, "basis": found.asked.basis,
        "from": found.earliest.day if found.earliest and found.earliest.possible else None,
        "possible": found.earliest is None or found.earliest.possible, "barred": bar.until if bar else None,
        "open_question": bool(found.earliest and found.earliest.open_question),
    }  # fmt: skip


@inside()
def _cases(here: Here, record: Record) -> list[dict[str, Any]]:
    mine = (
        Case.objects.filter(pk__in=own_cases(here.ones), record=record)
        .select_related("version")
        .defer("version__files")
    )
    ended = set(mine.filter(steps__ends=True).values_list("pk", flat=True))
    return [
        {"number": one.pk, "title": say(pack_of_version(one.version).procedures[one.procedure].title),
         "state": _("ended") if one.pk in ended else _("open"), "open": one.pk not in ended}
        for one in mine.order_by("-pk")
    ]  # fmt: skip
