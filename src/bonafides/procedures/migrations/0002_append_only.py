"""Cases, steps and what ran out stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("procedures", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"procedures_{name}") for name in ("case", "step", "runout"))
