"""Offers, pledges, approvals and outcomes stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("offer", "offerend", "pledge", "approval", "outcome")


class Migration(migrations.Migration):
    dependencies = (("pledges", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"pledges_{name}") for name in TABLES)
