"""What the registry holds stays as it is."""

from django.db import migrations

from bonafides.acts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("watch", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(
        append_only(f"watch_{name}") for name in ("version", "approval", "use", "scorerun", "driftcheck")
    )
