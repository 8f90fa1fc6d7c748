"""The pledge of a case."""

from __future__ import annotations

from bonafides.acts.act import ActRefusedError
from bonafides.pledges.models import Approval, Pledge
from bonafides.procedures.models import Case


def made_in(case: Case) -> Pledge:
    """Raises ActRefusedError where nothing was pledged."""
    found = Pledge.objects.filter(case=case).first()
    if found is None:
        raise ActRefusedError("in case %(case)s nothing was pledged; nothing was changed", case=case.pk)
    return found


def approved_on(pledge: Pledge) -> Approval:
    """Raises ActRefusedError where nothing was approved."""
    found = Approval.objects.filter(pledge=pledge).first()
    if found is None:
        raise ActRefusedError("on %(pledge)s nothing was approved; nothing was changed", pledge=pledge)
    return found
