"""Proofs that businesses gave, what officers found of them, false material, fees that were reported, and audits. Append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence
from bonafides.procedures.models import Case


class Proof(Sealed):
    """A document that a business gave for a duty: under the hash of its bytes, with what it states and what speaks against it."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proofs")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+", db_index=False)
    duty = models.CharField(max_length=60, db_collation="C")
    sha256 = models.CharField(max_length=64, db_collation="C", db_index=True)
    name = models.TextField()
    size = models.BigIntegerField()
    amount = models.BigIntegerField(null=True, help_text="that it states, in fen")
    on = models.DateField(null=True, help_text="the day that it states")
    number = models.CharField(max_length=100, blank=True, default="", db_collation="C", db_index=True)
    suspicions = models.JSONField(help_text="[{why, against, told}]: what spoke against it when it came in")

    class Meta:
        constraints = (models.UniqueConstraint(name="remedies_proof_once", fields=("case", "duty", "sha256")),)

    def __str__(self) -> str:
        return Sentence("proof %(number)s of case %(case_id)s", number=self.pk, case_id=self.case_id)


class Judgement(Sealed):
    """What an officer found of a proof: it is what it says, or it is not."""

    proof = models.OneToOneField(Proof, on_delete=models.PROTECT, related_name="judgement")
    genuine = models.BooleanField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.proof} is {'genuine' if self.genuine else 'false'}"


class FalseMaterial(Sealed):
    """That a repair rested on false material: until a day, no repair of this business rests on its commitment."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="false_material")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()
    until = models.DateField(help_text="the last day of the bar")

    class Meta:
        constraints = (
            models.CheckConstraint(name="remedies_bar_in_order", condition=Q(until__gte=models.F("found_on"))),
        )

    def __str__(self) -> str:
        return f"false material in case {self.case_id}"


class FeeAlarm(Sealed):
    """That somebody asked money for a repair. It is free at every stage: the application is refused, and this stays."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(help_text="in fen")
    by_whom = models.TextField(blank=True, default="", help_text="an agency or an agent, as the business says")
    basis = models.TextField(help_text="what the rule cites")

    class Meta:
        constraints = (models.CheckConstraint(name="remedies_fee_above_nothing", condition=Q(amount__gt=0)),)

    def __str__(self) -> str:
        return f"fee of {self.amount} fen asked of {self.entity}"


class Audit(Sealed):
    """The list of granted repairs of a time, frozen before its seed exists. One for a day of an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    since = models.DateField()
    until = models.DateField(help_text="included")
    ratio = models.CharField(max_length=20, help_text="a decimal, of the pack")
    cases = models.JSONField(help_text="numbers of cases, in their order")
    log_size = models.BigIntegerField(help_text="how long the ledger was: the seed is of a checkpoint that is longer")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="remedies_audit_once", fields=("agency", "since")),
            models.CheckConstraint(name="remedies_audit_in_order", condition=Q(until__gte=models.F("since"))),
        )

    def __str__(self) -> str:
        return Sentence("audit %(number)s", number=self.pk)


class Sample(Sealed):
    """What was drawn from an audit's list: recomputable from the list and the checkpoint."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="sample")
    origin = models.TextField(help_text="of the ledger, as its checkpoint names it")
    size = models.BigIntegerField(help_text="of the checkpoint")
    root = models.CharField(max_length=64, db_collation="C")
    drawn = models.JSONField(help_text="numbers of cases, the lowest ticket first")

    def __str__(self) -> str:
        return f"sample of {self.audit}"


class AuditResult(Sealed):
    """What an officer found when a case of the sample was looked at again."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="results")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    in_order = models.BooleanField()
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(name="remedies_audited_once", fields=("audit", "case")),)

    def __str__(self) -> str:
        return f"case {self.case_id} in {self.audit}"
