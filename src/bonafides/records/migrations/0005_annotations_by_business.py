"""An annotation is found by its business, and so the record it stands beside needs no index of its own."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_annotations")]

    operations = [
        migrations.AlterField(
            model_name="annotation",
            name="record",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.record"
            ),
        ),
    ]
