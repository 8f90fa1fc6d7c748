"""What a pack said when it was put in force stays as it was; which version is in force follows from the versions."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("packversion", "kind", "kindversion", "publicityclass", "publicityperiod")
VIEW = """
CREATE VIEW packs_installedpack AS
  SELECT DISTINCT ON (pack) pack, id AS version_id FROM packs_packversion ORDER BY pack, id DESC
"""


class Migration(migrations.Migration):
    dependencies = (("packs", "0001_initial"), ("acts", "0002_append_only"))
    operations = (
        *(append_only(f"packs_{table}") for table in TABLES),
        migrations.RunSQL(VIEW, "DROP VIEW packs_installedpack"),
    )
