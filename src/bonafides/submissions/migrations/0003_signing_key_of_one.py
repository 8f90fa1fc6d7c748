"""A key by which somebody signs is a program's or an officer's that there is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acts", "0002_append_only"),
        ("agencies", "0002_append_only"),
        ("submissions", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="signingkey",
            name="officer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.officer"
            ),
        ),
        migrations.AddField(
            model_name="signingkey",
            name="program",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.machineclient"
            ),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("program__isnull", True), ("officer__isnull", True), _connector="XOR"),
                name="submissions_key_of_one",
            ),
        ),
    ]
