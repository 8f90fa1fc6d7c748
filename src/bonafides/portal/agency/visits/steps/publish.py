"""Publish a result that was cleared."""

from __future__ import annotations

from typing import Any

from bonafides.acts.act import Acting
from bonafides.inspections.acts.publish import publish
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class PublishForm(Form):
    """Nothing is asked: the result is what it is."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.visit = visit


def _do(acting: Acting, visit: Visit, given: PublishForm) -> Done:
    publish(acting, visit.number)
    return Done()


STEP = VisitStep(PublishForm, _do)
