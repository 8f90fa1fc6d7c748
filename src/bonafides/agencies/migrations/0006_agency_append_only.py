"""An agency is a number and a name, and never changes: its titles are in the pack."""

from django.db import migrations

from bonafides.acts.append_only import append_only

KEPT = (
    "CREATE TRIGGER agencies_agency_kept BEFORE DELETE OR TRUNCATE ON agencies_agency "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
)


class Migration(migrations.Migration):
    dependencies = (("agencies", "0005_agency_sealed"),)
    operations = (
        migrations.RunSQL("DROP TRIGGER agencies_agency_kept ON agencies_agency", KEPT),
        append_only("agencies_agency"),
    )
