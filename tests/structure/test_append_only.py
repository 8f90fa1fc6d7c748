"""Nothing is overwritten: every table of ours refuses change, but for a few whose reasons are here."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

MUTABLE = {
    "agencies_account": "its password changes; what it may do is derived from rows that do not",
    "agencies_draft": "written as one goes, emptied when it is sent, and forgotten: it is no fact before it is sent",
    "agencies_draftfile": "likewise",
    "acts_queuedleaf": "the sequencer of the ledger empties it",
    "agencies_agencykey": "wrapped anew under a new master key; a trigger refuses all else",
    "entities_entitykey": "wrapped anew under a new master key, deleted by an erasure; a trigger refuses all else",
    "records_batch": "its figures grow with each chunk that is merged, up to the end of the file",
    "once_evidence": "messages go with the whole of their day, once an act has entered that their time is over; else refused",
    "once_told": "likewise",
    "once_waiting": "likewise",
    "sharing_access": "rows go with the whole of their span, once an act has entered that their time is over; else refused",
    "sharing_spanhashes": "likewise",
    "submissions_usednonce": "forgotten once a signature of that age is refused for its age",
    "records_quarantined": "a row is marked with the batch that brought its mended form",
}
TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if model.__module__.startswith("bonafides.") and model._meta.managed
)


def test_every_table_is_append_only_or_says_why_not(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE p.proname = 'refuse_change' AND t.tgenabled <> 'D' AND t.tgtype::int & (2 + 8 + 16 + 32) = 2 + 8 + 16 + 32"
        )  # before update, delete and truncate
        guarded = {row[0] for row in cursor.fetchall()}
    assert guarded & set(MUTABLE) == set(), "no longer mutable: take it off the list"
    assert set(MUTABLE) <= set(TABLES)
    assert sorted(guarded | set(MUTABLE)) == TABLES


@pytest.mark.parametrize("table", [table for table in TABLES if table not in MUTABLE])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {key} = {key}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_owner_is_refused_too(db: None, table: str, statement: str) -> None:
    [key] = [model._meta.pk.column for model in apps.get_models() if model._meta.db_table == table and model._meta.pk]
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, key=key))
