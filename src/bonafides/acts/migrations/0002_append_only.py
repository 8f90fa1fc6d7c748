"""Acts, events and leaves refuse change and deletion, also by their owner; the queue is emptied by the sequencer."""

from django.db import migrations

from bonafides.acts.append_only import append_only, refuse_change_function


class Migration(migrations.Migration):
    dependencies = (("acts", "0001_initial"),)
    operations = (
        refuse_change_function(),
        append_only("acts_act"),
        append_only("acts_event"),
        append_only("acts_leaf"),
        migrations.RunSQL(
            "ALTER TABLE acts_leaf ADD CONSTRAINT acts_leaf_lengths "
            "CHECK (length(entry) = 33 AND (salt IS NULL OR length(salt) >= 16))",
            "ALTER TABLE acts_leaf DROP CONSTRAINT acts_leaf_lengths",
        ),
    )
