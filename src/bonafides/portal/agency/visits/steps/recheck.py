"""Order a visit that looks again whether it was put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.order_recheck import order_recheck
from bonafides.portal.agency.numbers import numbers
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import day
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class RecheckForm(Form):
    """Who looks again, and by when."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.fields["officers"] = forms.CharField(
            label=_("Who looks again"), required=False, max_length=400,
            help_text=_("Their numbers, with commas between several. Empty: those who found it."),
        )  # fmt: skip
        self.fields["by"] = day(
            _("Last day"), required=False, told=_("Only where no period of the law runs for looking again.")
        )


def _do(acting: Acting, visit: Visit, given: RecheckForm) -> Done:
    told = given.cleaned_data
    order_recheck(acting, visit.number, numbers(told["officers"]), told["by"])
    return Done()


STEP = VisitStep(RecheckForm, _do)
