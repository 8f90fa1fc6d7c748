"""Enter one record by hand: what an agency decided that comes in no file, or the correction or end of one of its records."""

from __future__ import annotations

from bonafides.acts.act import Acting, Role, official_act
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.ingest.one import NewRecord, RecordRefusedError, take_one
from bonafides.records.models import Record


@official_act("records.enter", by=(Role.ENTRY_CLERK, Role.CASE_OFFICER))
def enter(acting: Acting, pack: Pack, version: PackVersion, given: NewRecord) -> Record:
    """The record, of the acting officer's agency. Raises RecordRefusedError."""
    if acting.pack != pack.name:
        raise RecordRefusedError(
            "expected a record of pack %(expected)s, as the officer is of it, came %(came)s",
            expected=acting.pack,
            came=pack.name,
        )
    record = take_one(pack, version, acting.agency, given, f"act {acting.id}")
    acting.subject = record.entity_id
    acting.details = {
        "kind": given.kind, "ref": record.source_ref, "action": given.action,
        "commitment": bytes(record.commitment).hex(),
    }  # fmt: skip
    acting.tell(record=record.pk)
    return record
