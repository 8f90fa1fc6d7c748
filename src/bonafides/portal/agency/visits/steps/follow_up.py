"""Say what came of a step that the result opened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.follow_up import follow_up
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import words
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class FollowUpForm(Form):
    """Which step, and what came of it."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        steps = [
            (one.step, _("%(step)s (%(basis)s)") % {"step": one.step, "basis": one.basis}) for one in visit.open_steps()
        ]
        self.fields["step"] = forms.ChoiceField(label=_("Step"), choices=steps, widget=forms.RadioSelect)
        self.fields["outcome"] = words(_("What came of it"))


def _do(acting: Acting, visit: Visit, given: FollowUpForm) -> Done:
    follow_up(acting, visit.number, given.cleaned_data["step"], given.cleaned_data["outcome"])
    return Done()


STEP = VisitStep(FollowUpForm, _do)
