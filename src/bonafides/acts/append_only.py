"""Migration operations that make a table append-only in the database itself, for its owner too."""

from __future__ import annotations

from django.db.migrations.operations.special import RunSQL

CREATE_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation',
          HINT = 'Nothing is overwritten: write a correction, a withdrawal or an annulment that names the old record.';
END $$;
"""


def refuse_change_function() -> RunSQL:
    """The trigger function; once, before the first append-only table."""
    return RunSQL(CREATE_FUNCTION, "DROP FUNCTION refuse_change()")


def append_only(table: str) -> RunSQL:
    """Statement-level, so that an insert pays nothing and an update of no row is refused as well."""
    return _refusing(table, "append_only", "UPDATE OR DELETE OR TRUNCATE")


def kept(table: str) -> RunSQL:
    """For a table whose rows go on (a batch, an agency) but are never lost: others name them without a foreign key."""
    return _refusing(table, "kept", "DELETE OR TRUNCATE")


def _refusing(table: str, name: str, verbs: str) -> RunSQL:
    return RunSQL(
        f"CREATE TRIGGER {table}_{name} BEFORE {verbs} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        f"DROP TRIGGER {table}_{name} ON {table}",
    )
