"""A statement that is asked many times a second: its text is made ready for the database once, not at every request.

Django's cursor and the driver's own reading of `%(name)s` cost as much as a small query does: 50 µs a request, 150 where
the text is long (the driver remembers what it made of a text only up to 4,096 characters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from psycopg import RawCursor

_PLACE = re.compile(r"%\((\w+)\)s")


def columns_of(model: type[Model]) -> tuple[str, ...]:
    """The columns of a model's table, in the order in which `model.from_db` takes them."""
    return tuple(one.attname for one in model._meta.concrete_fields)  # noqa: SLF001  # as Django documents it


class Statement:
    """One statement with named places, `%(name)s`, and no other per cent sign."""

    def __init__(self, text: str) -> None:
        self._names = list(dict.fromkeys(_PLACE.findall(text)))
        self._text = _PLACE.sub(lambda found: f"${self._names.index(found[1]) + 1}", text)

    def first_row(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row of the answer. Raises what Django raises for the same statement."""
        with self._executed(values) as cursor:
            row: tuple[Any, ...] | None = cursor.fetchone()
        return row

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Every row of the answer. Raises as `first_row`."""
        with self._executed(values) as cursor:
            return cursor.fetchall()

    def run(self, values: Mapping[str, Any]) -> int:
        """Carry out a statement that answers nothing; how many rows it concerned. Raises as `first_row`."""
        with self._executed(values) as cursor:
            return cursor.rowcount

    @contextmanager
    def _executed(self, values: Mapping[str, Any]) -> Iterator[RawCursor[Any]]:
        own = connections[DEFAULT_DB_ALIAS]  # `connection` would look it up once more for each of its attributes
        if own.connection is None:
            own.ensure_connection()
        with own.wrap_database_errors, RawCursor(own.connection) as cursor:
            cursor.execute(self._text, [values[name] for name in self._names])
            yield cursor
        if own.queries_logged:  # whoever counts Django's queries counts this one
            own.queries_log.append({"sql": self._text, "time": "0.000"})
