"""Proofs, samples, audits and what courts decided stay as they were written."""

from django.db import migrations

from bonafides.acts.append_only import append_only

TABLES = ("audit", "auditresult", "falsematerial", "feealarm", "judgement", "proof", "sample")


class Migration(migrations.Migration):
    dependencies = (("remedies", "0001_initial"), ("acts", "0002_append_only"))
    operations = tuple(append_only(f"remedies_{table}") for table in TABLES)
