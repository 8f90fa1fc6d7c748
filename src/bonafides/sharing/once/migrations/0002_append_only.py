"""What once-only keeps is never changed. Messages whose time is over go, a day at a time, once an act has entered that."""

from django.db import migrations
from django.db.migrations.operations.special import RunSQL

from bonafides.acts.append_only import append_only

TABLES = ("declaredform", "suspension", "resumption", "use", "report", "evidenceremoval")
_REFUSE = """
CREATE FUNCTION once_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'once_told' THEN
    IF NOT EXISTS (SELECT FROM gone g JOIN once_waiting w ON w.id = g.waiting_id WHERE NOT EXISTS (
        SELECT FROM once_evidenceremoval x WHERE w.at >= x.since AND w.at < x.until)) THEN
      RETURN NULL;
    END IF;
  ELSIF NOT EXISTS (SELECT FROM gone g WHERE NOT EXISTS (
      SELECT FROM once_evidenceremoval x WHERE g.at >= x.since AND g.at < x.until)) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Messages are removed by bonafides expire, once their time is over.';
END $$;
"""


def _guarded(table: str) -> list[RunSQL]:
    return [
        RunSQL(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            f"DROP TRIGGER {table}_append_only ON {table}",
        ),
        RunSQL(
            f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone "
            "FOR EACH STATEMENT EXECUTE FUNCTION once_refuse_removal()",
            f"DROP TRIGGER {table}_removed ON {table}",
        ),
    ]


class Migration(migrations.Migration):
    dependencies = (("once", "0001_initial"), ("acts", "0002_append_only"))
    operations = (
        *(append_only(f"once_{table}") for table in TABLES),
        RunSQL(_REFUSE, "DROP FUNCTION once_refuse_removal()"),
        *_guarded("once_evidence"),
        *_guarded("once_waiting"),
        *_guarded("once_told"),
    )
