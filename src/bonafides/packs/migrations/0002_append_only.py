"""What a pack said when it was put in force stays as it was."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("packversion", "kind", "kindversion", "publicityclass", "publicityperiod")


class Migration(migrations.Migration):
    dependencies = (("packs", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"packs_{table}") for table in TABLES)
