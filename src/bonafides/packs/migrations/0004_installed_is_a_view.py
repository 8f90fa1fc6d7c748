"""Which version of a pack is in force follows from the versions: there is no table left that could say otherwise."""

from django.db import migrations, models

VIEW = """
DROP TABLE packs_installedpack;
CREATE VIEW packs_installedpack AS
  SELECT DISTINCT ON (pack) pack, id AS version_id FROM packs_packversion ORDER BY pack, id DESC;
"""
UNDO = """
CREATE TABLE packs_installed AS SELECT * FROM packs_installedpack;
DROP VIEW packs_installedpack;
ALTER TABLE packs_installed RENAME TO packs_installedpack;
ALTER TABLE packs_installedpack ADD PRIMARY KEY (pack);
"""


class Migration(migrations.Migration):
    dependencies = (("packs", "0003_sealed"),)
    operations = (
        migrations.RunSQL(VIEW, UNDO),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("InstalledPack"),
                migrations.CreateModel(
                    "InstalledPack",
                    fields=[
                        ("pack", models.CharField(db_collation="C", max_length=60, primary_key=True, serialize=False)),
                        ("version", models.ForeignKey("packs.PackVersion", on_delete=models.DO_NOTHING)),
                    ],
                    options={"managed": False, "db_table": "packs_installedpack"},
                ),
            ]
        ),
    )
