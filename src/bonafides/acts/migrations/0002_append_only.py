"""The register of acts refuses change and deletion, also by its owner."""

from django.db import migrations

from bonafides.acts.append_only import append_only, refuse_change_function


class Migration(migrations.Migration):
    dependencies = (("acts", "0001_initial"),)
    operations = (refuse_change_function(), append_only("acts_act"))
