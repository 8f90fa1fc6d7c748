"""Looks, signals and what was made of them stay as they are."""

from django.db import migrations

from bonafides.acts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("signals", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"signals_{table}") for table in ("run", "signal", "ended", "step"))
