"""Where all workers count who guesses passwords: of use for minutes, so not worth a log."""

from django.db import migrations

TABLE = (
    "CREATE UNLOGGED TABLE agencies_cache "
    "(cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);"
    "CREATE INDEX agencies_cache_expires ON agencies_cache (expires)"
)


class Migration(migrations.Migration):
    dependencies = (("agencies", "0009_identity_append_only"),)
    operations = (migrations.RunSQL(TABLE, "DROP TABLE agencies_cache"),)
