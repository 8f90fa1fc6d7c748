"""Officers, what they may do and from whom they keep away: rows that refuse change, also by their owner."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = (
    "officer", "power", "powerend", "qualification", "interest", "interestend", "credential", "credentialend",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = (("agencies", "0003_officers"),)
    operations = tuple(append_only(f"agencies_{table}") for table in TABLES)
