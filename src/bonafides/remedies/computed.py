"""What guards of procedures ask of the register about repair (`{computed: NAME}`): each an input of the pack's decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.kernel.feel.values import Value
from bonafides.procedures.computed import Computed
from bonafides.procedures.models import Case
from bonafides.records.models import Record
from bonafides.remedies.queries import checked

WORDS = ("minimum_reached", "duties_performed", "corrected", "same_type_penalty", "on_a_list")


def answering(name: str) -> Computed:
    """What computes one of the words."""

    def computed(
        case: Case | None, entity: Entity, record: Record | None, fields: Mapping[str, Value], day: date
    ) -> Value:
        if record is None:
            raise ActRefusedError(
                "`%(name)s` is asked of a record that is to be repaired, and there is none", name=name
            )
        found = checked(record, day, committed=fields.get("committed") is True, case=case)
        return found.asked.given.get(name)

    return computed
