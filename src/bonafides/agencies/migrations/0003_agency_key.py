"""The key of an agency is wrapped anew under another master key; nothing else may happen to it."""

import django.db.models.deletion
from django.db import migrations, models

from bonafides.acts.append_only import kept

GUARDS = """
CREATE FUNCTION agencies_key_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.agency_id) IS DISTINCT FROM (OLD.id, OLD.agency_id) THEN
    RAISE EXCEPTION 'agencies_agencykey: a key may be wrapped anew and not be another''s: UPDATE refused'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agencies_key_kept BEFORE UPDATE ON agencies_agencykey FOR EACH ROW EXECUTE FUNCTION agencies_key_kept();
"""
UNDO = "DROP TRIGGER agencies_key_kept ON agencies_agencykey; DROP FUNCTION agencies_key_kept();"


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("master", models.CharField(db_collation="C", help_text="the id of the master key", max_length=16)),
                ("wrapped", models.BinaryField(max_length=60)),
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(GUARDS, UNDO),
        kept("agencies_agencykey"),
    ]
