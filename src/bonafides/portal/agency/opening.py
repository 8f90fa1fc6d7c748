"""Opening a case: choose the procedure, name the business, then tell what the procedure asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bonafides.acts.act import ActRefusedError, Evidence
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.agencies.words import role_titles
from bonafides.documents.named import name_of
from bonafides.entities.models import Entity
from bonafides.kernel.procedure.model import Procedure
from bonafides.packs.labels import cited_words, say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.about import AboutForm, found_records, record_of
from bonafides.portal.agency.files import kept
from bonafides.portal.agency.officer import acting, for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.agency.opening_refusal import put_to
from bonafides.portal.agency.step_form import StepForm
from bonafides.portal.design.forms import Form
from bonafides.procedures.acts.open_case import open_case


class WhichForm(Form):
    """Which business."""

    code = forms.CharField(max_length=120, strip=True)

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.fields["code"].label = _("Code of the business")
        self.fields["code"].help_text = _("18 letters and digits, as on its licence.")

    def clean_code(self) -> str:
        """The code of a business that is here."""
        code = str(self.cleaned_data["code"]).replace("\0", "").upper()
        if not Entity.objects.filter(code=code).exists():
            raise forms.ValidationError(_("No business of this register bears this code. Find it by its name first."))
        return code


@for_officers()
@require_safe
def which(request: HttpRequest) -> HttpResponse:
    """The procedures under which this officer may open a case today, and those that others may."""
    who, today = the_officer(request), timezone.localdate()
    pack = pack_of(who)
    found = [(name, one.model) for name, one in pack.procedures.items()
             if one.in_force.covers(today) and who.agency in (one.model.opens.agencies or one.model.agencies)
             and one.model.opens.by]  # fmt: skip
    told = [_told(pack, one, who) for _name, one in found]
    context = {
        "trail": [(_("Cases"), reverse("agency-cases"))],
        "yours": [one for one in told if one["yours"]], "others": [one for one in told if not one["yours"]],
    }  # fmt: skip
    return page(request, who, "which", context)


@for_officers()
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, name: str) -> HttpResponse:
    """First the business, then what the procedure is told; opened, on to the case."""
    who, today = the_officer(request), timezone.localdate()
    pack = pack_of(who)
    entry = pack.procedures.get(name)
    if entry is None or not entry.in_force.covers(today):
        return nothing(request, who)
    first = WhichForm(request.GET) if "code" in request.GET else WhichForm()
    if not first.is_bound or not first.is_valid():
        return page(request, who, "opening", _context(pack, entry.model, who) | {"form": first}, _status(first))
    entity = Entity.objects.get(code=first.cleaned_data["code"])
    return _second(request, who, entry.model, entity, today)


@inside()
def _second(request: HttpRequest, who: Who, procedure: Procedure, entity: Entity, today: date) -> HttpResponse:
    pack = pack_of(who)
    records = found_records(pack, procedure, entity, today)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    about = AboutForm(procedure, records, *given)
    form = StepForm(procedure, procedure.opens, [(f"record:{ref}", title) for ref, title in records], *given)
    if given and about.is_valid() & form.is_valid():
        opened = _opened(who, procedure, entity, about, form, today)
        if opened is not None:
            return redirect("agency-case", opened)
    context = _context(pack, procedure, who) | {
        "business": {"name": name_of(entity, today) or entity.code, "code": entity.code, "scheme": entity.scheme},
        "about": about, "form": form,
    }  # fmt: skip
    return page(request, who, "opening", context, _status(about, form))


def _opened(
    who: Who, procedure: Procedure, entity: Entity, about: AboutForm, form: StepForm, today: date
) -> int | None:
    """The number of the case; None where the act refused, and then the form says why."""
    given = form.cleaned_data
    day = given["on"] or today
    fields, findings = form.told(), form.findings()
    record = record_of(who.pack, about.ref())
    try:
        files = kept(form.uploads())
        evidence = tuple(Evidence(kind, ref) for kind, ref in form.rests())
        by = acting(who, procedure.opens.basis, given["why"] or say(procedure.opens.title), day, evidence)
        case = open_case(
            by,
            procedure.name,
            entity=entity,
            record=record,
            fields=fields,
            findings=findings,
            on=given["on"],
            files=files,
        )
    except ActRefusedError as error:
        put_to(form, who, procedure, entity, record, error, day, fields, findings)
        return None
    return case.pk


def _told(pack: Pack, one: Procedure, who: Who) -> dict[str, Any]:
    return {
        "title": say(one.title), "name": one.name, "opens": say(one.opens.title), "by": role_titles(one.opens.by),
        "yours": bool(set(one.opens.by) & who.roles), "href": reverse("agency-opening", args=[one.name]),
        "about": _(", ").join(say(pack.catalogue[kind].title) for kind in one.on_record if kind in pack.catalogue),
    }  # fmt: skip


def _context(pack: Pack, procedure: Procedure, who: Who) -> dict[str, Any]:
    return {
        "trail": [(_("Cases"), reverse("agency-cases")), (_("Open a case"), reverse("agency-which"))],
        "basis": [cited_words(pack, each) for each in procedure.opens.basis], **_told(pack, procedure, who),
    }  # fmt: skip


def _status(*all_: Form) -> int:
    return 422 if any(one.is_bound and one.errors for one in all_) else 200
