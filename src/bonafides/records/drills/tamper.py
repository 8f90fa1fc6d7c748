"""The tamper drill: change records as the owner of the database could, and see whether the audit names each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.sentence import Sentence
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.queries import newest
from bonafides.records.models import Record

_AS_OWNER = "ALTER TABLE records_record DISABLE TRIGGER USER"
_WAYS = {
    Sentence("a fact changed"): """UPDATE records_record SET facts = facts || '{"drill": true}' WHERE id = %s""",
    Sentence("a day changed"): "UPDATE records_record SET event_date = event_date - 1 WHERE id = %s",
    Sentence("given to another business"): "UPDATE records_record SET entity_id = entity_id + 1 WHERE id = %s",
    Sentence("deleted"): "DELETE FROM records_record WHERE id = %s",
}


@dataclass
class Tampered:
    """One way. `named`: what the audit said; it must speak of the record's table."""

    way: str
    record: int
    named: list[str]

    @property
    def passed(self) -> bool:
        return bool(self.named)


def tamper() -> list[Tampered]:
    """Each way on the last record that stands in the ledger. Raises ActRefusedError where there is none."""
    record = Record.objects.filter(batch__finished_at__isnull=False).order_by("-pk").first()
    if record is None or newest() is None:
        raise ActRefusedError("expected a record that stands in the ledger: take a file in, then bonafides ledger seal")
    return [_changed(way, statement, record) for way, statement in _WAYS.items()]


def _changed(way: str, statement: str, record: Record) -> Tampered:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_AS_OWNER)
            cursor.execute(statement, [record.pk])
        named = [one for one in audit().findings if one.table == "records_record"]
        own = {str(record.pk), f"{record.row_no} of batch {record.batch_id}"}
        told = [f"{one.row}: {one.fault.value}" for one in named if one.row in own or one.fault.value == "deleted"]
        transaction.set_rollback(True)
    return Tampered(way, record.pk, told)
