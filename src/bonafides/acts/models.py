"""The register of acts: who did what, to whom, on which basis, for which reason; what it told others; its leaf of the ledger."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Act(models.Model):
    """One official act. Append-only: the database refuses change and deletion (migration 0002)."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80, help_text="app.verb, for instance entities.merge")
    at = models.DateTimeField(help_text="when it was begun, by the clock of the database")
    officer = models.CharField(max_length=120, help_text="the officer's number in the agency")
    agency = models.CharField(max_length=60)
    pack = models.CharField(max_length=60, default="", help_text="whose agency it is; nothing for the operator")
    subject = models.BigIntegerField(null=True, help_text="the entity concerned, where there is one")
    basis = models.TextField(help_text="the instrument and article that give the power")
    reason = models.TextField()
    evidence = models.JSONField(default=list, help_text="a list of {kind, ref, sha256}")
    details = models.JSONField(default=dict)
    rows = models.JSONField(default=dict, help_text="table → the rows it wrote and their seals")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="acts_act_complete", condition=~Q(officer="") & ~Q(agency="") & ~Q(basis="") & ~Q(reason="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} by {self.officer} ({self.agency})"


class Event(models.Model):
    """What an act tells others, in the outbox (CloudEvents 1.0). Written with the act, read by `acts/events.py`."""

    id = models.BigAutoField(primary_key=True)
    act = models.OneToOneField(Act, on_delete=models.PROTECT, db_constraint=False, related_name="event")
    data = models.JSONField(help_text="numbers and codes only, nothing that is withheld")

    def __str__(self) -> str:
        return f"event {self.pk} of act {self.act_id}"


class Leaf(models.Model):
    """One entry of the ledger: an act, something an act commits to beside itself, or a batch of records."""

    id = models.BigAutoField(primary_key=True)
    act = models.ForeignKey(Act, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="leaves")
    batch = models.BigIntegerField(null=True, help_text="the batch of records, where it is one")
    entry = models.BinaryField(max_length=33)
    salt = models.BinaryField(null=True, max_length=32)
    content = models.JSONField(null=True, help_text="of a leaf beside the act's own; that of an act is in its row")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="acts_leaf_of_one",
                condition=Q(act__isnull=False, batch=None, salt__isnull=False)
                | Q(act=None, batch__isnull=False, salt=None, content__isnull=True),
            ),
            models.UniqueConstraint(
                name="acts_leaf_one_an_act", fields=("act",), condition=Q(content__isnull=True, batch=None)
            ),
            models.UniqueConstraint(name="acts_leaf_one_a_batch", fields=("batch",)),
        )

    def __str__(self) -> str:
        return f"leaf {self.pk}"


class QueuedLeaf(models.Model):
    """A leaf that waits for the sequencer of the ledger, which takes it from here."""

    leaf = models.OneToOneField(Leaf, primary_key=True, on_delete=models.PROTECT, db_constraint=False)

    def __str__(self) -> str:
        return f"leaf {self.leaf_id} waits"
