"""Consumers, what they were told, what they acknowledged and what never reached them stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("consumer", "consumerend", "secret", "reading", "notice", "acknowledged", "alarm", "deadletter", "replay")


class Migration(migrations.Migration):
    dependencies = (("consumers", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"consumers_{table}") for table in TABLES)
