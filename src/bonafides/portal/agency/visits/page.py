"""The page of a visit: whom, why, by whom, what comes next, what was found, what was done; and its files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.files import fault_of, path_of
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.agencies.words import role_titles
from bonafides.inspections.models import EvidenceFile, Report
from bonafides.inspections.visits.whole import whole
from bonafides.packs.labels import cited, say
from bonafides.portal.agency.history import basis_told
from bonafides.portal.agency.officer import for_officers, nothing, page, the_officer
from bonafides.portal.agency.visits.next_steps import next_steps
from bonafides.portal.agency.visits.own import Visit, own_visit
from bonafides.portal.agency.visits.words import BY, did_title, finding_title, method_title, reason_title, step_title
from bonafides.portal.design.rows import Row

_TOLD = ("number", "served_on", "exempt", "publish_on", "outcome", "what", "account")
"""What of a step is told in the line that says that it was taken."""


@for_officers()
@require_safe
def visit(request: HttpRequest, number: int) -> HttpResponse:
    """One visit of the agency."""
    who = the_officer(request)
    found = own_visit(who, number)
    if found is None:
        return nothing(request, who)
    return page(request, who, "visit", _told(found, who))


@for_officers()
@require_safe
def photo(request: HttpRequest, number: int, sha256: str) -> HttpResponseBase:
    """A photo of a report, as it was rewritten when it came in; anything else is a download."""
    who = the_officer(request)
    found = own_visit(who, number)
    kept = EvidenceFile.objects.filter(report__assignment=found.own, sha256=sha256).first() if found else None
    if kept is None or fault_of(sha256) is not None:
        return nothing(request, who)
    shown = kept.name.endswith(".jpg")
    kind = "image/jpeg" if shown else "application/octet-stream"
    return FileResponse(path_of(sha256).open("rb"), as_attachment=not shown, filename=kept.name, content_type=kind)


@inside()
def _told(found: Visit, who: Who) -> dict[str, Any]:
    own, today = found.own, timezone.localdate()
    report = found.report()
    steps = [_step(found, who, name) for name in next_steps(found)]
    told = whole(found.number) or {"steps": []}
    return {
        "trail": [(_("Visits"), reverse("agency-visits"))], "visit": found.number, "title": say(found.item.title),
        "business": found.business(today), "facts": list(_facts(found)), "steps": steps,
        "basis": [cited(found.pack, one) for one in found.item.basis],
        "report": _report(found, report) if report else None,
        "history": [_did(found, one) for one in reversed(told["steps"])],
        "replaced": getattr(getattr(own, "replaced_by", None), "pk", None),
    }  # fmt: skip


def _facts(found: Visit) -> Any:
    own, approval = found.own, found.approval()
    yield Row(
        _("Business"), own.entity.code, code=True, href=reverse("entity", args=[own.entity.scheme, own.entity.code])
    )
    yield Row(_("Why"), reason_title(own.reason))
    if own.draw is not None:
        yield Row(_("Draw"), own.draw.draw, code=True, href=reverse("draw", args=[own.draw.draw]))
    yield Row(_("Officers"), _(", ").join(own.officers), code=True)
    if approval is not None:
        days = _("from %(first)s to %(last)s") % {"first": approval.since, "last": approval.until}
        yield Row(_("Approved"), approval.number, note=days)


def _step(found: Visit, who: Who, name: str) -> dict[str, Any]:
    mine = bool(set(BY[name]) & who.roles)
    return {
        "title": step_title(name), "href": reverse("agency-visit-step", args=[found.number, name]) if mine else "",
        "why": "" if mine else _("It is for: %(powers)s") % {"powers": role_titles(BY[name])},
    }  # fmt: skip


def _report(found: Visit, report: Report) -> dict[str, Any]:
    fact = found.pack.catalogue[found.item.record.kind].facts.properties[found.item.record.result]
    files = {one.sha256: one for one in EvidenceFile.objects.filter(report=report)}
    points = []
    for one in report.points:
        known = found.item.point(one["point"])
        points.append({
            "title": say(known.title) if known else one["point"], "finding": finding_title(one["finding"]),
            "problem": one["finding"] == "problem", "note": one["note"],
            "photos": [files[each] for each in one["evidence"] if each in files],
        })  # fmt: skip
    named = {each for one in report.points for each in one["evidence"]}
    return {
        "results": [say(fact.labels[one]) if one in fact.labels else one for one in report.results], "points": points,
        "method": method_title(report.method), "formed_on": report.formed_on, "findings": report.findings,
        "photos": [one for sha256, one in files.items() if sha256 not in named],
    }  # fmt: skip


def _did(found: Visit, one: dict[str, Any]) -> dict[str, Any]:
    more = [
        str(one[name])
        for name in ("number", "served_on", "exempt", "publish_on", "outcome", "what", "account")
        if name in one
    ]
    return {
        "title": did_title(one["did"]), "at": one["at"], "officer": one["officer"], "act": one["act"],
        "more": _(", ").join([*more, *basis_told(found.pack, str(one.get("basis", "")))]),
    }  # fmt: skip
