"""Who proposes, who is let in and who speaks for whom: rows that refuse change. An account itself changes: its password."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = (
    "machineclient", "machineclientend", "accounttie", "accounttieend", "representation", "representationend",
    "representationcode", "representationcodeuse", "proposal", "proposalend",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = (("agencies", "0008_programs_and_proposals"),)
    operations = tuple(append_only(f"agencies_{table}") for table in TABLES)
