"""`bar-repair`: false material is recorded, and for a time no repair rests on the commitment of this business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.packs.queries import installed_pack
from bonafides.procedures.models import Case, Step
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.locked.opening import all_facts
from bonafides.records.models import Record
from bonafides.remedies.commitments import commitment_ref
from bonafides.remedies.effects.restore import repair_case
from bonafides.remedies.eligibility import repair_of
from bonafides.remedies.models import FalseMaterial
from bonafides.standards.periods import NoPeriodError, ends_on


def barred(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`until` is the period of the pack; the record of the commitment says from now on that it was untrue."""
    repair = repair_case(case, given["case"])
    pack, version = installed_pack(case.version.pack)
    period = given["until"]
    try:
        start = {str(period["counts_from"]): step.on} if isinstance(period, Mapping) else {}
        until = ends_on(period, start, pack.calendar)
    except NoPeriodError as error:
        raise ActRefusedError(
            "the bar after false material cannot be counted: %(error)s; mend it in the pack", error=error
        ) from error
    acting.write(FalseMaterial, case=repair, entity=repair.entity, found_on=step.on, until=until)
    made = Record.objects.filter(agency=repair.agency, source_ref=commitment_ref(repair)).first()
    how = repair_of(pack, repair.record.kind.name, repair.agency.name) if repair.record is not None else None
    if made is None or how is None or how.commitment is None:
        return
    untrue = NewRecord(
        made.kind.name, repair.entity.scheme, repair.entity.code, f"{made.source_ref}#untrue", made.event_date,
        {**all_facts(made), **how.commitment.untrue}, action="correction",
        supersedes=made.source_ref, basis=acting.basis, reason=f"false material: case {case.pk}",
    )  # fmt: skip
    take_one(pack, version, repair.agency.name, untrue, f"act {acting.id}")
