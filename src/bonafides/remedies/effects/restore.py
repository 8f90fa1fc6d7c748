"""`restore`: a repair that rested on false material is revoked; what stood before stands again, as a record of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.kernel.sentence import Sentence
from bonafides.measures.cascade import impose_for_trigger
from bonafides.measures.record_triggers import RECORD
from bonafides.packs.queries import installed_pack
from bonafides.procedures.models import Case, Step
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.locked.opening import all_facts
from bonafides.records.models import Record
from bonafides.remedies.effects.end_record import ended_ref


def repair_case(case: Case, number: object) -> Case:
    """The granted repair that a case of false material is about. Raises ActRefusedError."""
    known = Case.objects.select_related(
        "record__agency", "record__kind", "record__entity", "agency", "entity", "version"
    )
    found = known.filter(pk=int(str(number))).first()
    if found is None or found.record is None or found.entity_id != case.entity_id or found.agency_id != case.agency_id:
        expected = Sentence(
            "expected the number of a repair of %(entity)s by %(agency)s", entity=case.entity, agency=case.agency
        )
        raise ActRefusedError("%(expected)s, came %(number)s; nothing was changed", expected=expected, number=number)
    return found


def restored(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """What the repair ended stands again, by the case that revokes it."""
    stand_again(acting, repair_case(case, given["case"]), by=case, step=step)


def stand_again(acting: Acting, ended: Case, *, by: Case, step: Step) -> None:
    """The facts, days and document are those of the record that case `ended` withdrew; measures come with it again."""
    pack, version = installed_pack(ended.version.pack)
    old = _ended(ended)
    again = NewRecord(
        old.kind.name, old.entity.scheme, old.entity.code, f"{old.source_ref}#restored-{by.pk}", old.event_date,
        all_facts(old), valid_from=old.valid_from, valid_to=old.valid_to,
        document_no=old.document_no, basis=acting.basis, reason=f"restored by case {by.pk}: {acting.reason}",
    )  # fmt: skip
    record = take_one(pack, version, old.agency.name, again, f"act {acting.id}")
    impose_for_trigger(acting, RECORD, record.pk, on=step.on)


def _ended(repair: Case) -> Record:
    """The record that the repair ended: what its case is about, or the last correction of that."""
    known = Record.objects.select_related("entity", "kind", "agency")
    record = known.filter(pk=repair.record_id).first() if repair.record_id is not None else None
    while record is not None and (after := known.filter(supersedes=record.pk).first()) is not None:
        if after.source_ref == ended_ref(record.source_ref, repair):
            return record
        record = after
    raise ActRefusedError(
        "case %(repair)s has ended no record: there is nothing to restore; nothing was changed", repair=repair.pk
    )
