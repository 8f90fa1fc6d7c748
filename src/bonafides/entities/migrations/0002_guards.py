"""What the database itself holds about identity: check characters, append-only tables, search by two characters."""

from django.db import migrations

from bonafides.acts.append_only import append_only
from bonafides.kernel.identifiers.divisions import NATIONAL_REGISTRY, PROVINCES
from bonafides.kernel.identifiers.positions import PAIRS

# GB 32100-2015: the sum of index × 3^(i-1) over 17 characters and the 18th is a multiple of 31. One expression, and not
# STRICT, so that PostgreSQL inlines it (a fifth of the time); equal to kernel/identifiers by test.
_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TERMS = " + ".join(
    f"{pow(3, place, 31) if place < 17 else 1} * (strpos('{_SYMBOLS}', substr(code, {place + 1}, 1)) - 1)"
    for place in range(18)
)
# GB 11643: the number of a natural person has 18 characters too, and one in 31 passes the check of GB 32100. What reads
# as both is a USCC only if all else about one holds: a known pair, an assigned province, the inner check (GB 11714).
_DATE = (
    "((18[89]|19[0-9]|20[0-9])[0-9]((0[13578]|1[02])(0[1-9]|[12][0-9]|3[01])|(0[469]|11)(0[1-9]|[12][0-9]|30)"
    "|02(0[1-9]|1[0-9]|2[0-8]))|(188[048]|189[26]|19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))0229)"
)
_PERSON = " + ".join(
    f"{pow(2, 17 - place, 11)} * (strpos('0123456789X', substr(code, {place + 1}, 1)) - 1)" for place in range(18)
)
_INNER = " + ".join(
    f"{weight} * (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(code, {place}, 1)) - 1)"
    for place, weight in enumerate((3, 7, 9, 10, 5, 8, 4, 2), 9)
)
_RATHER_A_USCC = f"^({'|'.join(sorted(PAIRS))})(({'|'.join(sorted(PROVINCES))})[0-9]{{4}}|{NATIONAL_REGISTRY})"
FUNCTIONS = f"""
CREATE FUNCTION uscc_conforms(code text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT code ~ '^[{_SYMBOLS}]{{2}}[0-9]{{6}}[{_SYMBOLS}]{{10}}$' AND ({_TERMS}) % 31 = 0
$$;
CREATE FUNCTION reads_as_natural_person(code text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT code ~ '^[1-9][0-9]{{5}}{_DATE}[0-9]{{3}}[0-9X]$' AND ({_PERSON}) % 11 = 1
     AND NOT (public.uscc_conforms(code) AND code ~ '{_RATHER_A_USCC}'
       AND substr(code, 17, 1) = substr('0X987654321', ({_INNER}) % 11 + 1, 1))
$$;
"""

# An exception excuses the code it was made for and no other, and none can be made for a natural person's number.
EXCEPTIONS = """
ALTER TABLE entities_codeexception ADD CONSTRAINT entities_exception_code UNIQUE (id, scheme, code);
ALTER TABLE entities_codeexception ADD CONSTRAINT entities_exception_never_natural_persons
  CHECK (scheme <> 'uscc' OR (code ~ '^[0-9A-Z]{18}$' AND NOT reads_as_natural_person(code)));
ALTER TABLE entities_entity ADD CONSTRAINT entities_exception_of_this_code
  FOREIGN KEY (exception_id, scheme, code) REFERENCES entities_codeexception (id, scheme, code);
"""
UNDO_EXCEPTIONS = """
ALTER TABLE entities_entity DROP CONSTRAINT entities_exception_of_this_code;
ALTER TABLE entities_codeexception
  DROP CONSTRAINT entities_exception_never_natural_persons, DROP CONSTRAINT entities_exception_code;
"""

# In PL/pgSQL, because a SQL function with a subquery is not inlined and takes eight times as long. Two neighbouring
# characters at a time, so that a name is found by any two of them, Chinese included (pg_trgm needs three, and a contrib
# extension). The two ends are marked by characters that no name holds, so that the whole name is found among all those
# that contain it; that costs a fiftieth more room and no time that could be measured.
BIGRAMS = """
CREATE FUNCTION bigrams(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE pairs text[] := '{}';
BEGIN
  FOR place IN 1 .. length(name) - 1 LOOP pairs[place] := substr(name, place, 2); END LOOP;
  RETURN pairs;
END $$;
CREATE INDEX entities_name_bigrams ON entities_name
  USING gin (bigrams(E'\\x02' || folded || E'\\x03')) WITH (gin_pending_list_limit = 131072);
-- Statistics of pairs tell the planner little and cost an ANALYZE of many names seconds.
ALTER INDEX entities_name_bigrams ALTER COLUMN 1 SET STATISTICS 0;
"""

# New names wait in a list beside the index until they are sorted in: by the ingest, on a connection beside the merge. Sorting
# them in is half of what a name costs; left to the insert it would stop the merge again and again. So the list may grow to
# 128 MB, and a search reads at most what the last names of a load left there. The index's owner alone may sort in; the
# application need not own it.
SORT_IN = """
CREATE FUNCTION entities_sort_names_in() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT gin_clean_pending_list('public.entities_name_bigrams'::regclass) $$;
"""


class Migration(migrations.Migration):
    dependencies = (("entities", "0001_initial"), ("acts", "0002_append_only"))
    operations = (
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION uscc_conforms(text); DROP FUNCTION reads_as_natural_person(text)"),
        migrations.RunSQL(
            "ALTER TABLE entities_entity ADD CONSTRAINT entities_uscc_conforms CHECK (scheme <> 'uscc' "
            "OR exception_id IS NOT NULL OR (uscc_conforms(code) AND NOT reads_as_natural_person(code)))",
            "ALTER TABLE entities_entity DROP CONSTRAINT entities_uscc_conforms",
        ),
        migrations.RunSQL(EXCEPTIONS, UNDO_EXCEPTIONS),
        migrations.RunSQL(BIGRAMS, "DROP INDEX entities_name_bigrams; DROP FUNCTION bigrams(text)"),
        migrations.RunSQL(SORT_IN, "DROP FUNCTION entities_sort_names_in()"),
        *(append_only(f"entities_{table}") for table in ("entity", "name", "alias", "merge", "split", "codeexception")),
    )
