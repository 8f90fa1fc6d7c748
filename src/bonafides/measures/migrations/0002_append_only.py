"""Measures, their ends and what was declined stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("instance", "lift", "declined")


class Migration(migrations.Migration):
    dependencies = (("measures", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"measures_{name}") for name in TABLES)
