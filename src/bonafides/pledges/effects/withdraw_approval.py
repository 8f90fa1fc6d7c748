"""`withdraw-approval`: the licence ends on the day of the decision; that it was held until then stays on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.listings.effects.withdraw import end_record
from bonafides.pledges.making import approved_on, made_in
from bonafides.procedures.models import Case, Step


def withdraw_approval(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """The record of the licence says from now on until when it held."""
    approval = approved_on(made_in(case))
    ended = end_record(acting, case, approval.licence, step, "correction", {}, step.on)
    if ended is None:
        raise ActRefusedError("the licence of case %(case)s has ended already; nothing was changed", case=case.pk)
    acting.tell(licence=ended)
