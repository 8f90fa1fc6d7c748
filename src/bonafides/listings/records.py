"""Records that a case enters or ends: the listing as the public record shows it, and what withdraws it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.acts.act import Acting
from bonafides.packs.queries import installed_pack
from bonafides.procedures.models import Case
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record


def enter(acting: Acting, case: Case, **given: Any) -> Record:
    """A record of the case's business by its agency, under the pack in force now."""
    pack, version = installed_pack(case.agency.pack)
    new = NewRecord(scheme=case.entity.scheme, code=case.entity.code, **given)
    return take_one(pack, version, case.agency.name, new, f"act {acting.id}")


def standing_end(record: int) -> Record | None:
    """The withdrawal or annulment that ended a record, however often it was corrected before; None where it stands."""
    last = last_of(record)
    return last if last.action in (Record.Action.WITHDRAWAL, Record.Action.ANNULMENT) else None


def last_of(record: int) -> Record:
    """The last row of a record's line: itself, or what superseded it last."""
    row = Record.objects.get(pk=record)
    while (after := Record.objects.filter(supersedes=row.pk).first()) is not None:
        row = after
    return row


def as_fact(value: Any) -> Any:
    """A value as decisions hold it, in the JSON of a record."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
