"""What the web server's role may read of records: in the table rows that are public today, in the view what decides of all.

The owner, who decides and takes in files, is not concerned by the policy. `bonafides.time_zone` is set when the web server
connects; without it nothing is seen.
"""

from django.db import migrations

# For the queries of the door alone (`sharing`): whether a record stands, and which state is the last, follows from all records,
# also from those that are not public. No withheld fact and no salt is in it. It has the rights of its owner: no policy.
VIEW = """
CREATE VIEW records_disclosed AS
SELECT id, entity_id, supersedes, supersedes_entity, known_from, event_date, valid_from, valid_to, kind_id, agency_id,
  publicity_class_id, action, state, source_ref, document_no, basis, facts FROM records_record
"""
POLICY = """
CREATE POLICY records_public_today ON records_record FOR SELECT USING (
  action < 2 AND NOT EXISTS (SELECT FROM records_disclosed s WHERE s.supersedes = records_record.id)
  AND EXISTS (
    SELECT FROM packs_publicityperiod p
    JOIN packs_installedpack i ON i.version_id = p.version_id,
    LATERAL (SELECT (now() AT TIME ZONE nullif(current_setting('bonafides.time_zone', true), ''))::date AS today) AS d
    WHERE p.publicity_class_id = records_record.publicity_class_id AND p.public AND p.in_force @> d.today
      AND coalesce(d.today < LEAST(
        ((CASE p.starts WHEN 'valid_from' THEN records_record.valid_from ELSE records_record.event_date END)
          + make_interval(months => p.months))::date,
        CASE WHEN p.while_valid THEN records_record.valid_to END), true)))
"""


class Migration(migrations.Migration):
    dependencies = (("records", "0002_append_only"), ("packs", "0002_guards"))
    operations = (
        migrations.RunSQL(VIEW, "DROP VIEW records_disclosed"),
        migrations.RunSQL(POLICY, "DROP POLICY records_public_today ON records_record"),
        migrations.RunSQL(
            "ALTER TABLE records_record ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE records_record DISABLE ROW LEVEL SECURITY",
        ),
    )
