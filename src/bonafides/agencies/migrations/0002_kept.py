"""An agency gets a new title, and stays: every record names it."""

from django.db import migrations

from bonafides.acts.append_only import kept


class Migration(migrations.Migration):
    dependencies = (("agencies", "0001_initial"), ("acts", "0002_append_only"))
    operations = (kept("agencies_agency"),)
