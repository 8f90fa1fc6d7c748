"""Open an inspection outside of every draw: on a complaint, a referral, an alert, or because a law asks for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.acts.act import ActRefusedError
from bonafides.acts.roles import Role
from bonafides.agencies.who import Who
from bonafides.entities.models import Entity
from bonafides.inspections.acts.open_targeted import REASONS, open_targeted
from bonafides.inspections.visits.record_facts import citations
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.labels import say
from bonafides.portal.agency.numbers import numbers
from bonafides.portal.agency.officer import acting, for_officers, pack_of, page, the_officer
from bonafides.portal.agency.proof import ProofForm
from bonafides.portal.agency.visits.words import reason_title


class TargetedForm(ProofForm):
    """Who, for what, why, and by whom."""

    def __init__(self, items: dict[str, InspectionItem], *given: Any) -> None:
        super().__init__(*given)
        self.fields["code"] = forms.CharField(label=_("Code of the business"), max_length=120)
        self.fields["item"] = forms.ChoiceField(
            label=_("What is inspected"), choices=[(name, say(one.title)) for name, one in items.items()],
            widget=forms.RadioSelect,
            help_text=_("Items of your agency that are in force. What is not listed may not be inspected."),
        )  # fmt: skip
        self.fields["trigger"] = forms.ChoiceField(
            label=_("What sets it off"), choices=[(one, reason_title(one)) for one in REASONS], widget=forms.RadioSelect
        )
        self.fields["why"] = forms.CharField(label=_("In your words"), max_length=400)
        self.fields["officers"] = forms.CharField(
            label=_("Officers"), max_length=400,
            help_text=_("Their numbers, the one who leads first, with commas between several."),
        )  # fmt: skip
        self.add_proof(_("The complaint, the referral or the alert itself."))

    def clean_code(self) -> str:
        """The code of a business that is here."""
        code = str(self.cleaned_data["code"]).replace("\0", "").strip().upper()
        if not Entity.objects.filter(code=code).exists():
            raise ValidationError(_("No business of this register bears this code. Find it by its name first."))
        return code

    def clean_officers(self) -> list[str]:
        """Two at least: one leads, another goes along."""
        found = numbers(self.cleaned_data["officers"])
        if len(found) < 2:
            raise ValidationError(
                _("Expected the numbers of two officers or more, came %(count)s.") % {"count": len(found)}
            )
        return found


@for_officers(Role.CASE_OFFICER, Role.DECIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def targeted(request: HttpRequest) -> HttpResponse:
    """The form; opened, on to the visit."""
    who, today = the_officer(request), timezone.localdate()
    items = _items(who, today)
    form = TargetedForm(items, *((request.POST, request.FILES) if request.method == "POST" else ()))
    opened = _opened(who, form, items, today) if form.is_bound and form.is_valid() else None
    if opened is not None:
        return redirect("agency-visit", opened)
    context = {"trail": [(_("Visits"), reverse("agency-visits"))], "form": form, "items": bool(items)}
    return page(request, who, "targeted", context, status=422 if form.is_bound else 200)


def _items(who: Who, today: date) -> dict[str, InspectionItem]:
    """What the officer's agency may inspect today."""
    known = pack_of(who).inspection_items.items()
    return {name: one for name, one in known if one.agency == who.agency and one.in_force.covers(today)}


def _opened(who: Who, form: TargetedForm, items: dict[str, InspectionItem], today: date) -> int | None:
    """The number of the visit; None where the act refused, and then the form says why."""
    given = form.cleaned_data
    try:
        basis = citations(items[given["item"]].basis)
        by = acting(who, basis, given["why"], today, form.evidence())
        entity = Entity.objects.get(code=given["code"])
        return open_targeted(by, entity, given["item"], given["trigger"], given["officers"]).pk
    except ActRefusedError as error:
        form.add_error(None, _("Nothing was changed. The register says: %(text)s") % {"text": error})
        return None
