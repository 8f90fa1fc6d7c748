"""What once-only keeps is never changed."""

from __future__ import annotations

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("declaredform", "suspension", "resumption", "use", "report")


class Migration(migrations.Migration):
    dependencies = (("once", "0001_initial"),)
    operations = tuple(append_only(f"once_{name}") for name in TABLES)
