"""New names wait in a list beside the index until they are sorted in: by the ingest on a connection beside the merge.

Sorting them in is half of what a name costs. Left to the insert it would stop the merge at every 16 MB of names; the list may
now grow to 128 MB before it does, and a search reads at most what the last names of a load left there, as before.
"""

from django.db import migrations

# The index's owner alone may sort in; the application need not own it.
SORT_IN = """
ALTER INDEX entities_name_bigrams SET (gin_pending_list_limit = 131072);
CREATE FUNCTION entities_sort_names_in() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT gin_clean_pending_list('public.entities_name_bigrams'::regclass) $$;
"""
UNDO = """
DROP FUNCTION entities_sort_names_in();
ALTER INDEX entities_name_bigrams SET (gin_pending_list_limit = 16384);
"""


class Migration(migrations.Migration):
    dependencies = (("entities", "0003_sealed"),)
    operations = (migrations.RunSQL(SORT_IN, UNDO),)
