"""A leaf without a content holds null, not the JSON value null: by this its constraints tell leaves apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acts", "0004_append_only"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="leaf",
            name="acts_leaf_of_one",
        ),
        migrations.RemoveConstraint(
            model_name="leaf",
            name="acts_leaf_one_an_act",
        ),
        migrations.AddConstraint(
            model_name="leaf",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act__isnull", False), ("batch", None), ("salt__isnull", False)),
                    models.Q(("act", None), ("batch__isnull", False), ("content__isnull", True), ("salt", None)),
                    _connector="OR",
                ),
                name="acts_leaf_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaf",
            constraint=models.UniqueConstraint(
                condition=models.Q(("batch", None), ("content__isnull", True)),
                fields=("act",),
                name="acts_leaf_one_an_act",
            ),
        ),
    ]
