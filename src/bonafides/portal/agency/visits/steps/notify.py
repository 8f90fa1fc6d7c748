"""Give notice of a visit. The code by which it is entered is shown once, to be printed on the notice."""

from __future__ import annotations

from typing import Any

import segno
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.inspections.acts.notify import notify
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.steps.fields import ground
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.design.forms import Form


class NotifyForm(Form):
    """Without a word, or with the ground on which no notice is given before."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.fields["exempt"] = ground(visit, _("Ground for coming without notice"), required=False)


def _do(acting: Acting, visit: Visit, given: NotifyForm) -> Done:
    served = notify(acting, visit.number, given.cleaned_data["exempt"] or None)
    square = segno.make(served.code, error="m").svg_inline(scale=5, border=2, dark="#000", light="#fff", omitsize=False)
    return Done(
        "notified", {"code": served.code, "square": square, "text": served.notice.text, "exempt": served.notice.exempt}
    )


STEP = VisitStep(NotifyForm, _do)
