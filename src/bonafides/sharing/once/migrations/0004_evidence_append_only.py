"""What was asked between agencies is never changed."""

from __future__ import annotations

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("evidence", "waiting", "told")


class Migration(migrations.Migration):
    dependencies = (("once", "0003_evidence"),)
    operations = tuple(append_only(f"once_{name}") for name in TABLES)
