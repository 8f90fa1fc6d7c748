"""A command's way to the database: Django set up, the schema brought up to date where it is behind."""

from __future__ import annotations

from bonafides.cli.output import complain

_used: list[bool] = []


def ready(*, seal: bool = True) -> None:
    """Set Django up; migrate where the schema is behind. Raises what the database says where it cannot be reached.

    What waits for the ledger is sealed when the command ends, unless `seal` is false.
    """
    from bonafides.site.setup import django_setup

    django_setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    _used.append(seal)


def begin() -> None:
    """A command begins; whatever ran before it in this process was another's."""
    _used.clear()


def seal_at_the_end() -> None:
    """Seal what waits, where the command that ends used the database."""
    if _used and all(_used):
        seal_what_waits()
    _used.clear()


def seal_what_waits() -> None:
    """Give the leaves that wait their places in the ledger. What was done stands, sealed now or by the next command."""
    from django.db import DatabaseError

    from bonafides.ledger.errors import LedgerError
    from bonafides.ledger.queries import anything_waits
    from bonafides.ledger.sequence import seal_all

    try:
        if anything_waits():
            seal_all()
    except LedgerError as error:
        complain(f"what was done is not sealed yet: {error}")
    except DatabaseError:
        pass  # the database went away, which the command itself has told
