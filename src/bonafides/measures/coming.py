"""What comes with a trigger on a day: the rows of the instances to be written, and why the others are left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bonafides.measures.catalogue import coming_with
from bonafides.measures.duration import lasting
from bonafides.measures.permission import YES, permission
from bonafides.measures.rows import row_of
from bonafides.measures.standing import declined, not_lifted
from bonafides.measures.triggers import Trigger
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack


@dataclass(frozen=True)
class Coming:
    """Rows to be written; measure → why it is left out."""

    rows: list[dict[str, Any]]
    left_out: dict[str, str]


def coming(pack: Pack, version: PackVersion, trigger: Trigger, on: date) -> Coming:
    """Nothing is imposed twice, nothing that the standard does not permit, nothing that would be over before it began."""
    found = Coming([], {})
    same = not_lifted().filter(entity=trigger.entity, trigger_kind=trigger.kind, trigger_ref=trigger.ref)
    standing = set(same.values_list("measure", flat=True))
    for measure, _ in coming_with(pack, trigger, on):
        name, since = measure.measure, max(on, trigger.since)
        if name in standing:
            found.left_out[name] = "imposed already"
        elif measure.declinable and declined(trigger.entity, pack.name, name):
            found.left_out[name] = "declined"
        elif (asked := permission(pack, measure, trigger.entity, trigger, on)).value != YES:
            found.left_out[name] = str(asked.value)
        elif (until := lasting(pack, measure, trigger, since, {}).until) is not None and until <= since:
            found.left_out[name] = f"over on {until}"
        else:
            found.rows.append(row_of(pack, version, measure, trigger, since, until))
    return found
