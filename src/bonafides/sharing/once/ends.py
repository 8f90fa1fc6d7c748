"""Which days' messages between agencies have been kept as long as the law says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.acts.ends import Due
from bonafides.sharing.acts.remove_evidence import remove_evidence
from bonafides.sharing.once.models import EvidenceRemoval
from bonafides.sharing.once.removing import days_kept, hold, over_on, within


def due(today: date) -> Iterator[Due]:
    """The oldest days, up to the first that is still kept; `ref` is the day."""
    for day in days_kept():
        on = over_on(day, today)
        if on is None or on > today:
            return
        yield Due(on, day.toordinal())


def end(one: Due) -> bool:
    """Remove the messages of one day; false where somebody else has."""
    day = date.fromordinal(one.ref)
    hold()
    if EvidenceRemoval.objects.filter(since=within(day)[0]).exists():
        return False
    basis = "the period for which what was passed on is kept on record (decision log_period of the pack)"
    remove_evidence(Acting("evidence", OPERATOR, basis, f"kept until {one.on - timedelta(days=1)}"), day, one.on)
    return True
