"""Put on record that the business reported it put right."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.accept_rectification import accept_rectification
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import day, words
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class RectifyForm(Form):
    """What it did, and when."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.fields["account"] = words(_("What the business says it did"))
        self.fields["on"] = day(_("When it reported it, if not today"), required=False)


def _do(acting: Acting, visit: Visit, given: RectifyForm) -> Done:
    accept_rectification(acting, visit.number, given.cleaned_data["account"], given.cleaned_data["on"])
    return Done()


STEP = VisitStep(RectifyForm, _do)
