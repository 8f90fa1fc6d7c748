"""A run that is on record stays as it is."""

from django.db import migrations

from bonafides.acts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("tiers", "0001_initial"), ("acts", "0002_append_only"))
    operations = (append_only("tiers_run"),)
