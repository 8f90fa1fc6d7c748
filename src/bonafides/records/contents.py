"""Records as the ledger asks for them: what each commits to, taken anew from its columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from bonafides.ledger.contents import FoundRecord, RecordContent
from bonafides.records.commitment import MEMBERS, commit, committed_text
from bonafides.records.locked.audited import checked
from bonafides.records.locked.form import clear_of, locks_of
from bonafides.records.models import Batch, Record

_MANY = 5_000
_WORDS = {action.value: action.name.lower() for action in Record.Action}
_PLAIN = tuple(name for name in MEMBERS if name not in ("facts", "locked"))
# Nothing is inner: a record whose business was deleted behind the application's back is one that was changed.
_RECORDS = """
SELECT r.id, r.batch_id, r.row_no, r.commitment, r.salt, r.entity_id, r.facts::text, r.withheld::text,
  r.action, a.name, r.basis, e.code, r.document_no, r.event_date::text, k.name, r.reason, e.scheme, r.source_ref,
  s.source_ref, r.valid_from::text, r.valid_to::text
FROM records_record r
LEFT JOIN entities_entity e ON e.id = r.entity_id LEFT JOIN agencies_agency a ON a.id = r.agency_id
LEFT JOIN packs_kind k ON k.id = r.kind_id LEFT JOIN records_record s ON s.id = r.supersedes
"""
_FIRST = 8  # of the columns that are members as they are


class RecordContents:
    """Answers the ledger's questions (`ledger.contents.Contents`)."""

    table = "records_record"

    def record(self, number: int) -> RecordContent | None:
        """One record, as its receipt discloses it: of locked facts only the hash."""
        with connection.cursor() as cursor:
            cursor.execute(_RECORDS + "WHERE r.id = %s", [number])
            row = cursor.fetchone()
        if row is None:
            return None
        withheld = _json(row[7])
        locked = {name: lock.hash.hex() for name, lock in locks_of(withheld).items()}
        return RecordContent(row[1], row[2], _content(row, withheld, locked), bytes(row[4]))

    def batches(self) -> dict[int, int]:
        """Every batch that is finished, and how many records it brought."""
        return dict(Batch.objects.filter(finished_at__isnull=False).values_list("id", "added"))

    def records(self, part: int, parts: int) -> Iterator[list[FoundRecord]]:
        """Every record of one part of the batches, batch by batch in the order of their rows."""
        where = "WHERE r.batch_id %% %s = %s ORDER BY r.batch_id, r.row_no, r.id"
        with transaction.atomic(), connection.connection.cursor(name="ledger_records") as cursor:
            cursor.execute(_RECORDS + where, [parts, part])
            while rows := cursor.fetchmany(_MANY):
                yield _found(rows)


def _found(rows: list[tuple[Any, ...]]) -> list[FoundRecord]:
    withheld = [_json(row[7]) for row in rows]
    found = []
    for row, own, locked in zip(
        rows, withheld, checked([(row[5], own) for row, own in zip(rows, withheld, strict=True)]), strict=True
    ):
        anew = commit(bytes(row[4]), committed_text(_content(row, own, locked.hashes)))
        found.append(
            FoundRecord(row[0], row[1], bytes(row[3]), anew, locked.erased, closed=locked.closed, why=locked.why)
        )
    return found


def _json(text: Any) -> dict[str, Any]:
    return {} if text is None else json.loads(text)


def _content(row: tuple[Any, ...], withheld: dict[str, Any], locked: dict[str, str]) -> dict[str, Any]:
    """The members of a record that are there."""
    plain = dict(zip(_PLAIN, (_WORDS.get(row[_FIRST]), *row[_FIRST + 1 :]), strict=True))
    told = plain | {"facts": {**_json(row[6]), **clear_of(withheld)}, "locked": locked or None}
    return {name: told[name] for name in MEMBERS if told[name] is not None}
