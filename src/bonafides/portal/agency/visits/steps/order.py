"""Order the business to put right what was found."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.order_rectification import order_rectification
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import day, ground, words
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class OrderForm(Form):
    """What, by when, on which ground."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.fields["what"] = words(_("What is to be put right"))
        self.fields["by"] = day(_("Up to which day, that day included"))
        self.fields["basis"] = ground(visit, _("On the basis of"))


def _do(acting: Acting, visit: Visit, given: OrderForm) -> Done:
    order_rectification(acting, visit.number, given.cleaned_data["what"], given.cleaned_data["by"])
    return Done()


STEP = VisitStep(OrderForm, _do)
