"""Enter what the business says of a result, in its own words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.reply import reply
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import day, words
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class ReplyForm(Form):
    """The words, and when they came."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.fields["text"] = words(_("What the business says, word for word"))
        self.fields["received_on"] = day(_("When it came, if not today"), required=False)


def _do(acting: Acting, visit: Visit, given: ReplyForm) -> Done:
    reply(acting, visit.number, given.cleaned_data["text"], given.cleaned_data["received_on"])
    return Done()


STEP = VisitStep(ReplyForm, _do)
