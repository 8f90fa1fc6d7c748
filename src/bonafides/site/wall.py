"""Raise the second wall (`acts/wall.py`): the web server's role, and its rights on each table."""

from __future__ import annotations

from django.db import ProgrammingError, connection, transaction

from bonafides.acts.wall import ROLE

# Of these tables the role reads the columns named and writes nothing; of all others it may do what the owner may.
# Withheld facts; the salt, by which what a commitment hides could be guessed; keys of what is under lock; a batch's rows as they
# came.
NARROW: dict[str, tuple[str, ...]] = {
    "records_record": (
        "id", "entity_id", "supersedes", "supersedes_entity", "known_from", "batch_id", "row_no", "event_date", "valid_from",
        "valid_to", "kind_id", "agency_id", "publicity_class_id", "action", "state", "source_ref", "document_no", "basis",
        "facts",
    ),
    "entities_entitykey": ("id", "entity_id", "of", "master"),
    "agencies_agencykey": ("id", "agency_id", "master"),
    "records_quarantined": ("id", "batch_id", "row_no", "repeats", "reason", "first_id", "resolved_by_id"),
}  # fmt: skip
# Of these it reads nothing: a score, and what gives it, is for no page; a signal is the business of one agency.
CLOSED = (
    "watch_version", "watch_approval", "watch_use", "watch_scorerun", "watch_driftcheck",
    "signals_run", "signals_signal", "signals_ended", "signals_step",
)  # fmt: skip


class WallError(RuntimeError):
    """The wall cannot be raised; the text says which right is lacking and how to give it."""


def raise_wall() -> None:
    """Make the role where there is none, and give it its rights anew. Raises WallError where the server's owner forbids it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s), "
            "(SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)", [ROLE],
        )  # fmt: skip
        owner, there, may = cursor.fetchone() or ("", False, False)
    if not there and not may:
        raise _lacking(owner, f"make the role {ROLE}")
    try:
        if not there:
            _run(f"CREATE ROLE {ROLE} NOLOGIN")
    except ProgrammingError as error:
        if "already exists" not in str(error):
            raise _lacking(owner, f"make the role {ROLE}") from error
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [ROLE])
        member = (cursor.fetchone() or (False,))[0]
    try:
        if not member:
            _run(f"GRANT {ROLE} TO CURRENT_USER")
        with transaction.atomic():
            _rights()
    except ProgrammingError as error:
        raise _lacking(owner, f"take the role {ROLE} and give it rights ({str(error).strip()})") from error


def _rights() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [ROLE])
        cursor.execute("SELECT quote_ident(current_schema())")
        schema = (cursor.fetchone() or ("public",))[0]
        cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {ROLE}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {ROLE}")
        cursor.execute(
            "SELECT t FROM unnest(%s::text[]) t WHERE to_regclass(quote_ident(t)) IS NOT NULL", [list(NARROW)]
        )
        for (table,) in cursor.fetchall():  # before `bonafides db migrate` there is nothing to keep from anybody
            columns = NARROW[table]
            cursor.execute(f"REVOKE ALL ON {table} FROM {ROLE}")
            cursor.execute(f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {ROLE}")
        cursor.execute(
            "SELECT t FROM unnest(%s::text[]) t WHERE to_regclass(quote_ident(t)) IS NOT NULL", [list(CLOSED)]
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"REVOKE ALL ON {table} FROM {ROLE}")


def _run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def _lacking(owner: str, what: str) -> WallError:
    return WallError(
        f"The web server asks the database as the role {ROLE}, which sees only what is public. The user {owner} of DATABASE_URL "
        f"may not {what}. Let an administrator of the database run, once:\n"
        f'    CREATE ROLE {ROLE} NOLOGIN;\n    GRANT {ROLE} TO "{owner}";\n'
        f'The tables must belong to "{owner}". Then start the server again.'
    )
