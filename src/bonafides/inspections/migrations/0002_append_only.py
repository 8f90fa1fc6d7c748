"""Plans, draws, assignments, visits, results and what follows them stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = (
    "plan", "draw", "held", "abandoned", "assignment", "substitution",
    "approval", "notice", "entry", "report", "evidencefile", "reply",
    "clearance", "publication", "followup", "followedup", "order", "rectified",
    "recheck",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = (("inspections", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"inspections_{table}") for table in TABLES)
