"""Agencies, officers, who is let in and who speaks for whom: rows that refuse change, also by their owner.

An account itself changes: its password. Drafts are written over and deleted.
"""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = (
    "agency", "officer", "power", "powerend", "qualification", "interest", "interestend", "credential", "credentialend",
    "machineclient", "machineclientend", "accounttie", "accounttieend", "representation", "representationend",
    "representationcode", "representationcodeuse", "proposal", "proposalend",
)  # fmt: skip

# Where all workers count who guesses passwords: of use for minutes, so not worth a log.
CACHE = (
    "CREATE UNLOGGED TABLE agencies_cache "
    "(cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);"
    "CREATE INDEX agencies_cache_expires ON agencies_cache (expires)"
)


class Migration(migrations.Migration):
    dependencies = (("agencies", "0001_initial"), ("acts", "0002_append_only"))
    operations = (
        *(append_only(f"agencies_{table}") for table in TABLES),
        migrations.RunSQL(CACHE, "DROP TABLE agencies_cache"),
    )
