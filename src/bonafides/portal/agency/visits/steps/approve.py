"""Approve a visit: the number of the form, and the days between which it may be made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.approve import approve
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import day
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class ApproveForm(Form):
    """Which form, and when."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.fields["number"] = forms.CharField(label=_("Number of the approval form"), max_length=60)
        self.fields["since"] = day(_("It may be made from"))
        self.fields["until"] = day(_("up to, that day included"))


def _do(acting: Acting, visit: Visit, given: ApproveForm) -> Done:
    told = given.cleaned_data
    approve(acting, visit.number, told["number"], told["since"], told["until"])
    return Done()


STEP = VisitStep(ApproveForm, _do)
