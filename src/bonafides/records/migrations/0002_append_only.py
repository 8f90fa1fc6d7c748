"""Nothing is overwritten: the table of records refuses change and deletion, and what does not fit, also by its owner."""

from django.db import migrations

from bonafides.acts.append_only import append_only, kept

# What a superseding record must be held against; the condition keeps every other insert free of the call.
SUPERSEDES = """
CREATE FUNCTION records_supersedes_its_own() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE old records_record;
BEGIN
  SELECT * INTO old FROM records_record WHERE id = NEW.supersedes;
  IF old.id IS NULL THEN
    RAISE EXCEPTION 'record % is not there to be superseded', NEW.supersedes USING ERRCODE = 'foreign_key_violation';
  ELSIF old.agency_id <> NEW.agency_id OR old.kind_id <> NEW.kind_id THEN
    RAISE EXCEPTION 'only the agency that gave record % may supersede it, by the same kind', old.id
      USING ERRCODE = 'check_violation';
  ELSIF old.entity_id <> NEW.supersedes_entity THEN
    RAISE EXCEPTION 'record % is of another entity than %', old.id, NEW.supersedes_entity
      USING ERRCODE = 'check_violation';
  ELSIF old.action > 1 THEN
    RAISE EXCEPTION 'record % is itself a withdrawal or annulment', old.id USING ERRCODE = 'check_violation';
  ELSIF NEW.known_from < old.known_from THEN
    RAISE EXCEPTION 'record % became known at %, later than what supersedes it', old.id, old.known_from
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER records_supersedes_its_own AFTER INSERT ON records_record
  FOR EACH ROW WHEN (NEW.supersedes IS NOT NULL) EXECUTE FUNCTION records_supersedes_its_own();
"""

# An exclusion constraint would hold a new licence against one that was annulled long ago. Two who insert at once wait for
# each other, so that the later sees the earlier. Fired after the insert, since COPY is slower before such a trigger;
# planned once, since to plan takes three times as long as to look.
EXCLUSIVE = """
CREATE FUNCTION records_hold_once_a_day() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE other bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(x'626F6E6B'::int, NEW.kind_id);
  SELECT o.id INTO other FROM records_record o
  WHERE o.exclusive_key = NEW.exclusive_key AND o.id <> NEW.id
    AND daterange(o.valid_from, o.valid_to) && daterange(NEW.valid_from, NEW.valid_to)
    AND (SELECT s.id FROM records_record s WHERE s.supersedes = o.id) IS NULL
  LIMIT 1;
  IF other IS NOT NULL THEN
    RAISE EXCEPTION 'record % bears the same number and holds on the same days', other
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'records_no_overlap', HINT = 'Correct or end that record first.';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER records_hold_once_a_day AFTER INSERT ON records_record
  FOR EACH ROW WHEN (NEW.exclusive_key IS NOT NULL) EXECUTE FUNCTION records_hold_once_a_day();
"""


class Migration(migrations.Migration):
    dependencies = (("records", "0001_initial"), ("acts", "0002_append_only"))
    operations = (
        append_only("records_record"),
        kept("records_batch"),
        append_only("records_annotation"),
        append_only("records_annotationend"),
        migrations.RunSQL(
            SUPERSEDES,
            "DROP TRIGGER records_supersedes_its_own ON records_record; DROP FUNCTION records_supersedes_its_own()",
        ),
        migrations.RunSQL(
            EXCLUSIVE,
            "DROP TRIGGER records_hold_once_a_day ON records_record; DROP FUNCTION records_hold_once_a_day()",
        ),
    )
