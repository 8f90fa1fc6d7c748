"""What the officers state beside the result of an inspection."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0007_visits_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="facts",
            field=models.JSONField(default=dict, help_text="what the officers state beside the result, by the item"),
        ),
    ]
