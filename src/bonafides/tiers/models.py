"""Runs: what went in, what came out, and by which text of the law. The results themselves lie in Parquet (`store.py`).

A tier is internal: it says where inspection effort goes, and no public route shows it.
"""

from __future__ import annotations

from django.db import models

from bonafides.acts.sealed import Sealed
from bonafides.kernel.sentence import Sentence
from bonafides.packs.models import PackVersion


class Run(Sealed):
    """One run of the decision that gives the tiers. Append-only, so that it can be repeated and compared."""

    id = models.BigAutoField(primary_key=True)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    decision = models.TextField()
    as_of = models.DateField()
    known_at = models.DateTimeField()
    base = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, help_text="the run that this one brings up to date"
    )
    buckets = models.SmallIntegerField()
    snapshot_digest = models.CharField(max_length=64, db_collation="C")
    engine = models.CharField(max_length=60, help_text="name and version")
    sql = models.TextField(help_text="the text that ran")
    sql_digest = models.CharField(max_length=64, db_collation="C")
    results_digest = models.CharField(max_length=64, db_collation="C")
    selected_digest = models.CharField(
        max_length=64, db_collation="C", help_text="of the businesses decided, if not all"
    )
    decided = models.BigIntegerField(help_text="businesses decided in this run")
    changed = models.BigIntegerField(help_text="of those, whose result is another than before")
    violations = models.BigIntegerField(help_text="businesses for which the table contradicts itself")
    tiers = models.JSONField(help_text="tier → how many of those decided")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="tiers_run_onwards", condition=models.Q(base=None) | models.Q(base__lt=models.F("id"))
            ),
        )

    def __str__(self) -> str:
        return Sentence(
            "run %(number)s: %(decision)s as of %(as_of)s", number=self.pk, decision=self.decision, as_of=self.as_of
        )
