"""Records as the ledger asks for them: what each commits to, taken anew from its columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from bonafides.ledger.contents import FoundRecord, RecordContent
from bonafides.records.commitment import MEMBERS, commit, committed_text
from bonafides.records.models import Batch, Record

_MANY = 5_000
_WORDS = {action.value: action.name.lower() for action in Record.Action}
# Nothing is inner: a record whose business was deleted behind the application's back is one that was changed.
_RECORDS = """
SELECT r.id, r.batch_id, r.row_no, r.commitment, r.salt, r.withheld::text,
  r.action, a.name, r.basis, e.code, r.document_no, r.event_date::text, r.facts::text, k.name, r.reason, e.scheme,
  r.source_ref, s.source_ref, r.valid_from::text, r.valid_to::text
FROM records_record r
LEFT JOIN entities_entity e ON e.id = r.entity_id LEFT JOIN agencies_agency a ON a.id = r.agency_id
LEFT JOIN packs_kind k ON k.id = r.kind_id LEFT JOIN records_record s ON s.id = r.supersedes
"""


class RecordContents:
    """Answers the ledger's questions (`ledger.contents.Contents`)."""

    table = "records_record"

    def record(self, number: int) -> RecordContent | None:
        """One record, as its receipt discloses it."""
        with connection.cursor() as cursor:
            cursor.execute(_RECORDS + "WHERE r.id = %s", [number])
            row = cursor.fetchone()
        return None if row is None else RecordContent(row[1], row[2], _content(row), bytes(row[4]))

    def batches(self) -> dict[int, int]:
        """Every batch that is finished, and how many records it brought."""
        return dict(Batch.objects.filter(finished_at__isnull=False).values_list("id", "added"))

    def records(self, part: int, parts: int) -> Iterator[list[FoundRecord]]:
        """Every record of one part of the batches, batch by batch in the order of their rows."""
        where = "WHERE r.batch_id %% %s = %s ORDER BY r.batch_id, r.row_no, r.id"
        with transaction.atomic(), connection.connection.cursor(name="ledger_records") as cursor:
            cursor.execute(_RECORDS + where, [parts, part])
            while rows := cursor.fetchmany(_MANY):
                yield [
                    FoundRecord(row[0], row[1], bytes(row[3]), commit(bytes(row[4]), committed_text(_content(row))))
                    for row in rows
                ]


def _content(row: tuple[Any, ...]) -> dict[str, Any]:
    """The members of a record that are there."""
    facts, withheld = row[12], row[5]
    if isinstance(facts, str):
        facts = json.loads(facts)
    if withheld is not None:
        facts = {**facts, **json.loads(withheld)}
    values = (_WORDS.get(row[6]), *row[7:12], facts, *row[13:])
    return {name: value for name, value in zip(MEMBERS, values, strict=True) if value is not None}
