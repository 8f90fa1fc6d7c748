"""What once-only keeps, and what was asked between agencies, is never changed."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("declaredform", "suspension", "resumption", "use", "report", "evidence", "waiting", "told")


class Migration(migrations.Migration):
    dependencies = (("once", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"once_{table}") for table in TABLES)
