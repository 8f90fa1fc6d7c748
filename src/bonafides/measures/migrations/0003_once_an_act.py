"""What was lifted may be imposed again on the same day: once an act is enough, and the lock of the business does the rest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("measures", "0002_append_only"),)
    operations = (
        migrations.RemoveConstraint(model_name="instance", name="measures_instance_once"),
        migrations.AddConstraint(
            model_name="instance",
            constraint=models.UniqueConstraint(
                fields=("act", "entity", "measure", "trigger_kind", "trigger_ref"), name="measures_instance_once"
            ),
        ),
    )
