"""Which records lie under a key, and until when the pack has records of their kinds kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bonafides.entities.models import EntityKey
from bonafides.kernel.calendar import Period, PeriodUnit, last_day
from bonafides.packs.queries import installed_pack
from bonafides.records.locked.form import PREFIX
from bonafides.records.models import Record


def records_under(keys: Iterable[EntityKey]) -> list[Record]:
    """Every record with facts under one of these keys."""
    found: dict[int, Record] = {}
    for key in keys:
        own = Record.objects.select_related("kind").filter(entity_id=key.entity_id, withheld__has_key=PREFIX + key.of)
        found |= {one.pk: one for one in own if str((one.withheld or {})[PREFIX + key.of]).split(".")[0] == str(key.pk)}
    return list(found.values())


def kept_until(records: Iterable[Record]) -> dict[str, date | None]:
    """Kind → the last day on which one of its records is to be kept; None: until something ends that has no end yet."""
    until: dict[str, date | None] = {}
    for one in records:
        kind = installed_pack(one.kind.pack)[0].catalogue.get(one.kind.name)
        if kind is None:  # no pack in force has it kept
            continue
        start: date | None = getattr(one, kind.retention.starts)
        end = start and last_day(start, Period(kind.retention.months, PeriodUnit.MONTHS), None)
        known = until.get(kind.kind, date.min)
        until[kind.kind] = None if end is None or known is None else max(known, end)
    return until
