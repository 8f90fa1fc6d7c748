"""The privacy drill: erase a business's personal data, and look for them everywhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from bonafides.acts.act import Acting, ActRefusedError, Evidence
from bonafides.entities.models import EntityKey
from bonafides.ledger.audit.whole import audit
from bonafides.records.acts.erase import erase
from bonafides.records.locked.kept import records_under
from bonafides.records.locked.opening import open_withheld

_TABLES = "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"


@dataclass
class Drilled:
    """What came of it. `found`: tables in which a personal value stood in the clear; there must be none, before and after."""

    business: str
    records: int
    values: int
    found_before: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    readable: int = 0
    findings: list[str] = field(default_factory=list)
    told_erased: bool = False

    @property
    def passed(self) -> bool:
        return not (self.found_before or self.found or self.readable or self.findings) and self.told_erased


def privacy() -> Drilled:
    """Of the last business that has personal data under lock. Raises ActRefusedError where there is none."""
    with transaction.atomic():
        try:
            return _drill()
        finally:
            transaction.set_rollback(True)


def _drill() -> Drilled:
    key = EntityKey.objects.select_related("entity").filter(of="personal").order_by("-pk").first()
    if key is None:
        raise ActRefusedError(
            "expected a business with personal data, there is none: take some in, or run ./dev demo --once"
        )
    records = records_under([key])
    values = sorted({text for one in records for text in _personal(one)})
    told = Drilled(str(key.entity), len(records), len(values), _standing_in(values))
    evidence = (Evidence("file", "drill", hashlib.sha256(b"drill").hexdigest()),)
    acting = Acting("drill", "operator", "a drill", "a drill, which is undone", evidence=evidence)
    [done, *_] = erase(acting, key.entity, despite_retention=True)
    told.found = _standing_in(values)
    told.readable = sum(bool(_personal(one)) for one in records)
    audited = audit()
    told.findings = [f"{one.table} {one.row}: {one.fault.value}" for one in audited.findings]
    told.told_erased = audited.erased.get(done.act_id, 0) >= len(records)
    return told


def _personal(record: Any) -> list[str]:
    """The texts of a record's personal facts, long enough to be looked for."""
    held = {"locked:personal": record.withheld["locked:personal"]}
    facts = open_withheld(record.entity_id, held)
    return [text for text in facts.values() if isinstance(text, str) and len(text) > 4]


def _standing_in(values: list[str]) -> list[str]:
    """The tables in which one of the values stands in the clear."""
    if not values:
        return []
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT EXISTS (SELECT FROM "{table}" t WHERE t::text LIKE ANY (%s))',
                [[f"%{value}%" for value in values]],
            )
            found += [table] * cursor.fetchone()[0]
    return found
