"""The page on which a step of a visit is taken: one form, and the act itself says whether it is taken."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.acts.act import ActRefusedError
from bonafides.acts.spoken import spoken
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.agencies.words import role_titles
from bonafides.inspections.visits.record_facts import citations
from bonafides.packs.labels import say
from bonafides.portal.agency.officer import acting, for_officers, nothing, page, the_officer
from bonafides.portal.agency.visits.next_steps import next_steps
from bonafides.portal.agency.visits.own import Visit, own_visit
from bonafides.portal.agency.visits.steps.known import STEPS
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.agency.visits.words import BY, step_title
from bonafides.portal.design.forms import Form


@for_officers()
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """The form of a step; taken, back to the visit, or on to what is shown this once."""
    who = the_officer(request)
    found = own_visit(who, number)
    known = STEPS.get(name)
    if found is None or known is None:
        return nothing(request, who)
    with inside():
        given = (request.POST, request.FILES) if request.method == "POST" else ()
        form = known.form(found, *given)
        valid = bool(given) and form.is_valid()
    done = _done(who, found, known, form, name) if valid else None
    if done is None:
        return _page(request, who, found, name, form)
    if done.template:
        return page(request, who, done.template, _head(found, name) | done.shown)
    return redirect("agency-visit", number)


def _done(who: Who, found: Visit, known: VisitStep, form: Form, name: str) -> Done | None:
    """What the act did; None where it refused, and then the form says why."""
    basis = str(form.cleaned_data.get("basis") or citations(found.item.basis))
    reason = _("%(step)s, visit %(number)s") % {"step": step_title(name), "number": found.number}
    try:
        return known.do(acting(who, basis, reason, timezone.localdate()), found, form)
    except ActRefusedError as error:
        form.add_error(None, _("Nothing was changed. The register says: %(text)s") % {"text": spoken(error)})
        return None


@inside()
def _page(request: HttpRequest, who: Who, found: Visit, name: str, form: Form) -> HttpResponse:
    refused = ""
    if not set(BY[name]) & who.roles:
        refused = _("It is for: %(powers)s") % {"powers": role_titles(BY[name])}
    elif name not in next_steps(found):
        refused = _("It is not what comes next in this visit.")
    draft = f"visit-{found.number}-{name}" if STEPS[name].draft else ""
    context = _head(found, name) | {"form": form, "refused": refused, "draft": draft}
    return page(request, who, "visit_step", context, status=422 if form.is_bound else 200)


def _head(found: Visit, name: str) -> dict[str, Any]:
    with inside():
        business = found.business(timezone.localdate())
    number = found.number
    return {
        "trail": [(_("Visits"), reverse("agency-visits")), (_("Visit %(number)s") % {"number": number},
                                                            reverse("agency-visit", args=[number]))],
        "visit": number, "title": step_title(name), "item": say(found.item.title), "business": business,
        "code": found.own.entity.code, "scheme": found.own.entity.scheme,
    }  # fmt: skip
