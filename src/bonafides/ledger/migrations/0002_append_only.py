"""The log refuses change and deletion, also by its owner; hashes are stored as they are; sizes and hashes are whole."""

from django.db import migrations

from bonafides.acts.append_only import append_only

CHECKS = """
ALTER TABLE ledger_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
ALTER TABLE ledger_tile ADD CONSTRAINT ledger_tile_lengths CHECK (length(root) = 32 AND length(hashes) = 32 * width);
ALTER TABLE ledger_checkpoint ADD CONSTRAINT ledger_checkpoint_lengths CHECK (length(root) = 32 AND size >= 0);
"""
UNCHECK = """
ALTER TABLE ledger_checkpoint DROP CONSTRAINT ledger_checkpoint_lengths;
ALTER TABLE ledger_tile DROP CONSTRAINT ledger_tile_lengths;
"""


class Migration(migrations.Migration):
    dependencies = (("ledger", "0001_initial"),)
    operations = (
        append_only("ledger_entry"),
        append_only("ledger_tile"),
        append_only("ledger_checkpoint"),
        append_only("ledger_cosignature"),
        migrations.RunSQL(CHECKS, UNCHECK),
    )
