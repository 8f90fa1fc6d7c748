"""Listings, what published them and how they ended stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("listing", "publication", "listingend")


class Migration(migrations.Migration):
    dependencies = (("listings", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"listings_{name}") for name in TABLES)
