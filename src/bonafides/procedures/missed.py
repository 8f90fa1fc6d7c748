"""`{computed: missed_on}`: whether a deadline that an agency had in another case was missed, and is not met yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bonafides.entities.models import Entity
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.model import Who
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.records.models import Record

WORD = "missed_on"


def missed_on(
    case: Case | None, entity: Entity, record: Record | None, fields: Mapping[str, Value], day: date
) -> Value:
    """The last day of the clock `deadline` of the case `about_case`, of this business; None where nothing is overdue."""
    known = Case.objects.select_related("agency", "entity", "version", "act", "record__kind")
    about = known.filter(pk=int(str(fields.get("about_case") or 0)), entity=entity).first()
    if about is None or (case is not None and about.agency_id != case.agency_id):
        return None
    standing = held(about).standing(day)
    clock = standing.clocks.get(str(fields.get("deadline")))
    if standing.ended or clock is None or clock.clock.of is not Who.AGENCY or clock.stopped is not None:
        return None
    return clock.last_day if clock.over else None
