"""The page on which an officer takes a step of a case: one form, and the act itself says whether it is taken."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.acts.act import ActRefusedError, Evidence
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.kernel.procedure.model import OPENED, Step
from bonafides.packs.labels import cited_words, say
from bonafides.portal.agency.case_told import serves
from bonafides.portal.agency.cases_own import business_of, own_case, record_ref
from bonafides.portal.agency.files import kept
from bonafides.portal.agency.officer import acting, for_officers, nothing, page, the_officer
from bonafides.portal.agency.refusal import put_to
from bonafides.portal.agency.step_form import StepForm
from bonafides.portal.agency.why import why_not_now, why_not_you
from bonafides.procedures.acts.take_step import take_step
from bonafides.procedures.cases import Held
from bonafides.procedures.told import values


@for_officers()
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """The form of a step; taken, back to the case."""
    who = the_officer(request)
    one = own_case(who, number)
    if one is None or name not in one.procedure.steps:
        return nothing(request, who)
    model = one.procedure.steps[name]
    if request.method != "POST":
        return _page(request, who, one, model, StepForm(one.procedure, model, _named(one)))
    form = StepForm(one.procedure, model, _named(one), request.POST, request.FILES)
    if form.is_valid() and _taken(who, one, model, form):
        return redirect("agency-case", number)
    return _page(request, who, one, model, form, status=422)


def _taken(who: Who, one: Held, model: Step, form: StepForm) -> bool:
    """Whether the act took the step; where it refused, the form says why."""
    given = form.cleaned_data
    day = given["on"] or timezone.localdate()
    fields, findings = form.told(), form.findings()
    try:
        files = kept(form.uploads())
        by = acting(who, model.basis, given["why"] or say(model.title), day, _evidence(form))
        take_step(
            by,
            one.case.pk,
            model.name,
            on=given["on"],
            fields=fields,
            findings=findings,
            files=files,
            seen=given["seen"],
        )
    except ActRefusedError as error:
        put_to(form, who, one, model, error, day, lambda: values(one.procedure, fields, findings))
        return False
    return True


def _evidence(form: StepForm) -> tuple[Evidence, ...]:
    return tuple(Evidence(kind, ref) for kind, ref in form.rests())


def _named(one: Held) -> list[tuple[str, str]]:
    """What a finding may rest on without a word typed: the record of the case, and what was done in it."""
    record = record_ref(one)
    found = [(f"record:{record}", _("the record %(record)s") % {"record": record})] if record else []
    for row in one.steps:
        title = _("the opening of the case") if row.step == OPENED else say(one.procedure.steps[row.step].title)
        told = {"title": title, "day": row.on, "act": row.act_id}
        found.append((f"act:{row.act_id}", _("%(title)s of %(day)s (act %(act)s)") % told))
    return found


@inside()
def _page(request: HttpRequest, who: Who, one: Held, model: Step, form: StepForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    known = one.known(today)
    state = one.procedure.states[one.state]
    context: dict[str, Any] = {
        "trail": [(_("Cases"), reverse("agency-cases")), (_("Case %(number)s") % {"number": one.case.pk},
                                                          reverse("agency-case", args=[one.case.pk]))],
        "case": one.case.pk, "business": business_of(one, today), "title": say(model.title),
        "procedure": say(one.procedure.title),
        "state": say(state.title), "basis": [cited_words(one.pack, each) for each in model.basis], "adverse": model.adverse,
        "serves": serves(one, model), "to": say(one.procedure.states[model.to].title) if model.to else "",
        "why": why_not_you(one, who, model, today) or why_not_now(one, known, state, model), "form": form,
        "seen": len(one.steps),
    }  # fmt: skip
    if not form.is_bound:
        form.initial["seen"] = len(one.steps)
    return page(request, who, "step", context, status=status)
