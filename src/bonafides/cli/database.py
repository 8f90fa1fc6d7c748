"""A command's way to the database: Django set up, the schema brought up to date where it is behind."""

from __future__ import annotations


def ready() -> None:
    """Set Django up; migrate where the schema is behind. Raises what the database says where it cannot be reached."""
    from bonafides.site.setup import django_setup

    django_setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
