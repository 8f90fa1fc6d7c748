"""One matter: what runs until when, what the business may do now, what it did, and what it was served."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bonafides.kernel.procedure.model import OPENED
from bonafides.packs.labels import cited_words, say
from bonafides.portal.business.deadlines import tasks_of
from bonafides.portal.business.flows.values import value_told
from bonafides.portal.business.here import Here, for_business, not_here
from bonafides.portal.business.nav import nav
from bonafides.portal.business.notices import documents_table
from bonafides.remedies.own_matters import OwnCase, own_case


@for_business
@require_safe
def matter(request: HttpRequest, here: Here, number: int) -> HttpResponseBase:
    """A case, as far as its business may know it. What the authority does inside it is told by its documents, not here."""
    one = own_case(here.ones, number, timezone.localdate())
    if one is None:
        return not_here(request)
    procedure, pack, case = one.held.procedure, one.held.pack, one.case
    agency = pack.agencies.get(case.agency.name)
    context = {
        "here": request.path, "nav": nav(request), "name": here.name, "title": say(procedure.title), "case": case.pk,
        "agency": say(agency.title) if agency else case.agency.name, "opened_on": case.opened_on, "ended": one.ended,
        "record": case.record, "kind": case.record.kind.name if case.record else "", "pack": pack.name,
        "basis": [cited_words(pack, each) for each in procedure.basis],
        "yours": tasks_of([each for each in one.tasks if each.whose == "business"]),
        "theirs": tasks_of([each for each in one.tasks if each.whose == "agency"]),
        "may": [{"name": each.name, "title": say(each.title)} for each in one.may],
        "did": [_did(one, row) for row in one.did], "documents": documents_table(list(one.served)),
        "proofs": procedure.of == "repair" and not one.ended,
    }  # fmt: skip
    return render(request, "portal/business/matter.html", context)


def _did(one: OwnCase, row: Any) -> dict[str, Any]:
    """A step of the business, with what it said and gave."""
    step = one.held.procedure.step(row.step)
    fields = one.held.procedure.fields
    return {
        "title": say(step.title), "on": row.on, "opened": row.step == OPENED, "act": row.act_id,
        "own": row.act.agency == "business",
        "told": [
            (say(fields[name].title), value_told(fields[name], value)) for name, value in row.fields.items() if name in fields
        ],
        "files": [(each["name"], each["sha256"]) for each in row.files],
    }  # fmt: skip
