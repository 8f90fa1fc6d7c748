"""Which notices were not acknowledged in their time: of each there is one alarm, as of the first day on which it was late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bonafides.acts.act import ActRefusedError
from bonafides.acts.ends import Due
from bonafides.consumers.acts.alarm import alarm
from bonafides.consumers.deliver import machine
from bonafides.consumers.models import Notice
from bonafides.consumers.queries import late_notices


def due(today: date) -> Iterator[Due]:
    """The notices whose time is over and of which there is no alarm yet."""
    for notice in late_notices(today).filter(alarm=None):
        if notice.last_day is not None:
            yield Due(notice.last_day + timedelta(days=1), notice.pk)


def end(one: Due) -> bool:
    """Raise one alarm; false where there is one by now, or an acknowledgement."""
    notice = Notice.objects.get(pk=one.ref)
    try:
        alarm(machine(notice.basis, f"no acknowledgement by {notice.last_day}"), one.ref, one.on)
    except ActRefusedError:
        return False
    return True
