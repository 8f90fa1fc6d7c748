"""Clear a result for publication: by somebody who did not inspect."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.clear import clear
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import day
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class ClearForm(Form):
    """From which day on."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.fields["publish_on"] = day(_("Not to be public before, if not at once"), required=False)


def _do(acting: Acting, visit: Visit, given: ClearForm) -> Done:
    clear(acting, visit.number, given.cleaned_data["publish_on"])
    return Done()


STEP = VisitStep(ClearForm, _do)
