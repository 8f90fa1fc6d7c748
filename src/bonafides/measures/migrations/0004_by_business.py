"""The index that keeps a trigger from imposing twice begins with the business: it answers what counts for one by itself."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0003_once_an_act")]

    operations = [
        migrations.RemoveConstraint(model_name="instance", name="measures_instance_once"),
        migrations.RemoveIndex(model_name="instance", name="measures_instance_entity"),
        migrations.AddConstraint(
            model_name="instance",
            constraint=models.UniqueConstraint(
                fields=("entity", "measure", "trigger_kind", "trigger_ref", "act"), name="measures_instance_once"
            ),
        ),
        # The foreign key had one of its own as well.
        migrations.AlterField(
            model_name="instance",
            name="entity",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="entities.entity"
            ),
        ),
    ]
