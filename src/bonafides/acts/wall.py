"""The second wall: the web server asks the database as a role that has no right to what is not public.

A query that forgets to ask `sharing` is refused by the database, or sees nothing. Who decides rather than shows (an act, a
standard) and the door itself, once it knows how far a request may see, go inside: with the rights of the owner, within a
transaction, and for no longer.

with inside():
    ...

It is a wall against forgetting, not against whoever can make the server run a statement of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

ROLE = "bonafides_web"
"""The web server's role. It cannot sign in: the server signs in as the owner, and at once takes this role."""
_OUTSIDE, _DEPTH = "bonafides_outside", "bonafides_inside"  # attributes of Django's connection


def go_outside(own: Any = connection) -> None:
    """From now on this connection has the rights of the web server's role alone, but for what is done inside.

    Raises what the database says where there is no such role; `site.wall.raise_wall` makes it.
    """
    from django.conf import settings

    with own.cursor() as cursor:
        cursor.execute("SELECT set_config('bonafides.time_zone', %s, false)", [settings.TIME_ZONE])
        cursor.execute(f"SET ROLE {ROLE}")
    setattr(own, _OUTSIDE, True)


def go_back(own: Any = connection) -> None:
    """The connection has the rights of whoever signed in again."""
    with own.cursor() as cursor:
        cursor.execute("RESET ROLE")
    setattr(own, _OUTSIDE, False)


def is_outside() -> bool:
    """Whether this connection is one of the web server's, and not inside just now."""
    return bool(getattr(connection, _OUTSIDE, False)) and not getattr(connection, _DEPTH, False)


@contextmanager
def inside(*, savepoint: bool = True) -> Iterator[None]:
    """A transaction with the rights of the owner. Also a decorator: `@inside()`.

    Without a savepoint an error ends the transaction around this one too, and a request costs two statements less.
    """
    if not is_outside():
        with transaction.atomic(savepoint=savepoint):
            yield
        return
    outermost = not connection.in_atomic_block
    with transaction.atomic(savepoint=savepoint):
        _as("none")
        setattr(connection, _DEPTH, True)
        try:
            yield
        finally:
            setattr(connection, _DEPTH, False)
        if not outermost:  # the end of a transaction takes back what was set for it, and so does a rollback
            _as(ROLE)


def _as(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
