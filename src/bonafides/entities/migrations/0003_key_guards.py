"""A key goes by an erasure that says so, and is wrapped anew under another master key; nothing else may happen to it."""

from django.db import migrations

from bonafides.acts.append_only import append_only

GUARDS = """
CREATE FUNCTION entities_key_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.entity_id, NEW."of") IS DISTINCT FROM (OLD.id, OLD.entity_id, OLD."of") THEN
      RAISE EXCEPTION 'entities_entitykey: a key may be wrapped anew and not be another''s: UPDATE refused'
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  ELSIF NOT EXISTS (SELECT FROM entities_erasure e WHERE e.key = OLD.id) THEN
    RAISE EXCEPTION 'entities_entitykey: key % is erased by no act: DELETE refused', OLD.id
      USING ERRCODE = 'restrict_violation', HINT = 'bonafides entity erase CODE says by whom and why.';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER entities_key_kept BEFORE UPDATE OR DELETE ON entities_entitykey
  FOR EACH ROW EXECUTE FUNCTION entities_key_kept();
CREATE TRIGGER entities_entitykey_never_emptied BEFORE TRUNCATE ON entities_entitykey
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
UNDO = """
DROP TRIGGER entities_entitykey_never_emptied ON entities_entitykey;
DROP TRIGGER entities_key_kept ON entities_entitykey; DROP FUNCTION entities_key_kept();
"""


class Migration(migrations.Migration):
    dependencies = (("entities", "0002_guards"),)
    operations = (
        migrations.RunSQL(GUARDS, UNDO),
        append_only("entities_erasure"),
        append_only("entities_readmission"),
    )
