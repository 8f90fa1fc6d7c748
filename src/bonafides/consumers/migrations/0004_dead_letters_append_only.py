"""Dead letters and their replays stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("consumers", "0003_dead_letters"),)
    operations = (append_only("consumers_deadletter"), append_only("consumers_replay"))
