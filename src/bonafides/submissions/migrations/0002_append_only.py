"""Keys, submissions and what came of them stay as they were written; only numbers used once are forgotten."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("signingkey", "signingkeyend", "submission", "upload", "completed", "settled")


class Migration(migrations.Migration):
    dependencies = (("submissions", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"submissions_{name}") for name in TABLES)
