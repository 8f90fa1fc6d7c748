"""A document stays as it was issued."""

from django.db import migrations

from bonafides.acts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("documents", "0001_initial"), ("acts", "0002_append_only"))
    operations = (append_only("documents_document"),)
