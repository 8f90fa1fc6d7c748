"""A statement that is asked many times a second: its text is made ready for the database once, not at every request.

Django's cursor and the driver's own reading of `%(name)s` cost as much as a small query does: 50 µs a request, 150 where
the text is long (the driver remembers what it made of a text only up to 4,096 characters).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from psycopg import RawCursor

_PLACE = re.compile(r"%\((\w+)\)s")
Answer = TypeVar("Answer")


def columns_of(model: type[Model]) -> tuple[str, ...]:
    """The columns of a model's table, in the order in which `model.from_db` takes them."""
    return tuple(one.attname for one in model._meta.concrete_fields)  # noqa: SLF001  # as Django documents it


class Statement:
    """One statement with named places, `%(name)s`, and no other per cent sign."""

    def __init__(self, text: str) -> None:
        self._names = list(dict.fromkeys(_PLACE.findall(text)))
        placed = _PLACE.sub(lambda found: f"${self._names.index(found[1]) + 1}", text)
        self._text = placed.encode()  # one object, which the driver neither encodes nor hashes anew each time

    def first_row(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row of the answer. Raises what Django raises for the same statement."""
        return self._executed(values, RawCursor.fetchone)

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Every row of the answer. Raises as `first_row`."""
        return self._executed(values, RawCursor.fetchall)

    def run(self, values: Mapping[str, Any]) -> int:
        """Carry out a statement that answers nothing; how many rows it concerned. Raises as `first_row`."""
        return self._executed(values, lambda cursor: cursor.rowcount)

    def _executed(self, values: Mapping[str, Any], taken: Callable[[RawCursor[Any]], Answer]) -> Answer:
        own = connections[DEFAULT_DB_ALIAS]  # `connection` would look it up once more for each of its attributes
        if own.connection is None:
            own.ensure_connection()
        with own.wrap_database_errors, RawCursor(own.connection) as cursor:
            cursor.execute(self._text, [_given(values[name]) for name in self._names])
            found = taken(cursor)
        if own.queries_logged:  # whoever counts Django's queries counts this one
            own.queries_log.append({"sql": self._text.decode(), "time": "0.000"})
        return found


def _given(value: Any) -> Any:
    """A list as PostgreSQL writes one: the driver looks at each element of it by itself, which takes longer than a small query.

    What is neither numbers nor texts is left to the driver.
    """
    if type(value) is not list:
        return value
    match set(map(type, value)):
        case kinds if kinds == {int}:
            return "{" + ",".join(map(str, value)) + "}"
        case kinds if kinds == {str}:
            return '{"' + '","'.join(one.replace("\\", "\\\\").replace('"', '\\"') for one in value) + '"}'
        case _:
            return value
