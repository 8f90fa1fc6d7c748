"""Enter the premises: the code that the business shows, and who is there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.enter import enter
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import officers
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class EnterForm(Form):
    """The code and the officers."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.fields["code"] = forms.CharField(
            label=_("Code of the visit"), max_length=60, help_text=_("The business has it on its notice."),
            widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        )  # fmt: skip
        self.fields["officers"] = officers(visit, _("Who enters"))


def _do(acting: Acting, visit: Visit, given: EnterForm) -> Done:
    enter(acting, visit.number, given.cleaned_data["code"], given.cleaned_data["officers"])
    return Done()


STEP = VisitStep(EnterForm, _do)
