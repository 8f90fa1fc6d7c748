"""Plans, draws and assignments stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("plan", "draw", "held", "abandoned", "assignment", "substitution")


class Migration(migrations.Migration):
    dependencies = (("inspections", "0002_assignments"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"inspections_{name}") for name in TABLES)
