"""Up to which number the rows of a table are all there.

Numbers are given before transactions end, so that a higher one may be there while a lower one is still to come. A reader who
went on behind the higher one would miss it. So the end of what may be told is taken first, then whoever is writing just then is
waited for: below that end nothing is to come any more. Writers pay nothing for it.
"""

from __future__ import annotations

import time
from typing import Any

from django.db import connection

PATIENCE = 2.0
"""Seconds to wait for rows that are being written; that takes milliseconds, unless their transaction goes on."""

_END = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table}_id_seq"
_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = '{table}'::regclass AND mode = 'RowExclusiveLock'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
"""


def settled(table: str) -> tuple[int, bool]:
    """The last number given in a table of ours; and whether all that bear a number up to it are there."""
    [end] = _column(_END, table)
    writers = set(_column(_WRITERS, table))
    until = time.monotonic() + PATIENCE
    while writers and time.monotonic() < until:
        time.sleep(0.01)
        writers &= set(_column(_WRITERS, table))
    return int(end), not writers


def _column(statement: str, table: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=table))
        return [row[0] for row in cursor.fetchall()]
