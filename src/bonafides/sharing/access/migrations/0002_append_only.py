"""Nothing changes a look-up. Rows whose time is over go with the whole of their span, once an act has entered that."""

from django.db import migrations
from django.db.migrations.operations.special import RunSQL

from bonafides.acts.append_only import append_only

_REFUSE = """
CREATE FUNCTION sharing_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'sharing_spanhashes' THEN
    IF NOT EXISTS (SELECT FROM gone g WHERE NOT EXISTS (SELECT FROM sharing_removal x WHERE x.span_id = g.span_id)) THEN
      RETURN NULL;
    END IF;
  ELSIF NOT EXISTS (SELECT FROM gone g WHERE NOT EXISTS (
      SELECT FROM sharing_removal x JOIN sharing_span s ON s.id = x.span_id WHERE g.id >= s.first AND g.id <= s.last)) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Look-ups are removed by bonafides expire, once their time is over.';
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
            "FOR EACH STATEMENT EXECUTE FUNCTION sharing_refuse_removal()",
            f"DROP TRIGGER {table}_removed ON {table}",
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("acts", "0002_append_only")]
    operations = [
        *(
            append_only(table)
            for table in ("sharing_terms", "sharing_span", "sharing_removal", "sharing_alert", "sharing_export")
        ),
        RunSQL(_REFUSE, "DROP FUNCTION sharing_refuse_removal()"),
        *_guarded("sharing_access"),
        *_guarded("sharing_spanhashes"),
    ]
