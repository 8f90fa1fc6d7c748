"""What is not public of a business, opened in a case for a purpose of the agency: through the one door, and each look is logged.

Nothing is opened by following a link: an officer says what for and sends the form. The business can read who looked.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.acts.roles import Role
from bonafides.agencies.who import Who
from bonafides.packs.labels import LabelledKind, cited, labelled, say
from bonafides.packs.pack import Pack
from bonafides.packs.purpose import Purpose
from bonafides.portal.agency.cases_own import business_of, own_case
from bonafides.portal.agency.officer import for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.design.forms import Form
from bonafides.procedures.cases import Held
from bonafides.sharing.disclosure import How, NotDisclosedError, Request, disclosed_record


class PurposeForm(Form):
    """What the look-up is for, and the paper of the business where the law asks for one."""

    def __init__(self, purposes: dict[str, Purpose], *given: Any) -> None:
        super().__init__(*given)
        self.fields["purpose"] = forms.ChoiceField(
            label=_("What for"), choices=[(name, say(one.title)) for name, one in purposes.items()],
            widget=forms.RadioSelect, help_text=_("Only what this purpose needs is opened. The look is logged with your number."),
        )  # fmt: skip
        if any(not one.duty for one in purposes.values()):
            self.fields["authorisation"] = forms.CharField(
                label=_("Number of the business's authorisation"), max_length=120, required=False,
                help_text=_("Needed where the purpose is no statutory duty: the paper in which the business agreed."),
            )  # fmt: skip


WORK_CASES = (Role.CASE_OFFICER, Role.REVIEWER, Role.DECIDER, Role.INSPECTOR)
"""Who needs to know: whoever works on cases. An audit of cases is one of steps and days, which opens nothing."""


def may_open(who: Who) -> bool:
    """Whether this page is for an officer."""
    return not set(WORK_CASES).isdisjoint(who.roles)


@for_officers(*WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def disclosed(request: HttpRequest, number: int) -> HttpResponse:
    """The form; sent, what the purpose opens in this case."""
    who, today = the_officer(request), timezone.localdate()
    one = own_case(who, number)
    if one is None:
        return nothing(request, who)
    purposes = _purposes(pack_of(who), who)
    form = PurposeForm(purposes, *((request.POST,) if request.method == "POST" else ()))
    found = _opened(who, one, form, today) if form.is_bound and form.is_valid() else None
    context = _context(who, one, today) | {"form": form if purposes else None, "found": found}
    return page(request, who, "disclosed", context, status=422 if form.is_bound and form.errors else 200)


def _purposes(pack: Pack, who: Who) -> dict[str, Purpose]:
    return {name: one for name, one in pack.purposes.items() if who.agency in one.agencies}


def _opened(who: Who, one: Held, form: PurposeForm, today: date) -> dict[str, Any] | None:
    """What the door lets through; None where it refuses, and then the form says why."""
    given, entity = form.cleaned_data, one.case.entity
    asked = Request(who, given["purpose"], f"case:{one.case.pk}", today, given.get("authorisation") or None)
    try:
        text = disclosed_record(asked, entity.scheme, entity.code, how=How.PAGE)
    except NotDisclosedError as error:
        told = {"rule": error.rule, "expected": error.expected, "came": error.came, "mend": error.mend}
        form.add_error(None, _("%(rule)s: expected %(expected)s, came %(came)s; %(mend)s") % told)
        return None
    purpose = pack_of(who).purposes[given["purpose"]]
    kinds = [told for told in map(_kind, labelled(json.loads(text)) if text else []) if told is not None]
    return {
        "purpose": say(purpose.title), "basis": [cited(pack_of(who), each) for each in purpose.basis], "kinds": kinds,
        "later": bool(purpose.told.after_days),
    }  # fmt: skip


def _kind(kind: LabelledKind) -> dict[str, Any] | None:
    """The records of a kind of which something was opened, with that alone; the rest is on the public page."""
    records = [
        {"day": one.fields["event_date"], "agency": one.agency, "ref": one.fields["ref"],
         "facts": [fact for fact in one.facts if fact.withheld]}
        for one in kind.records if any(fact.withheld for fact in one.facts)
    ]  # fmt: skip
    return {"title": kind.title, "records": records} if records else None


def _context(who: Who, one: Held, today: date) -> dict[str, Any]:
    number = one.case.pk
    case = (_("Case %(number)s") % {"number": number}, reverse("agency-case", args=[number]))
    return {
        "trail": [(_("Cases"), reverse("agency-cases")), case], "case": number, "business": business_of(one, today),
        "procedure": say(one.procedure.title),
    }  # fmt: skip
