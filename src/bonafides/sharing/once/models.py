"""What once-only keeps: forms that agencies declared, sources that are suspended, requests, and what the meter counts."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency


class DeclaredForm(Sealed):
    """A form of an agency's own, checked against the pack that was in force. The last declaration of a name counts."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    name = models.CharField(max_length=60, db_collation="C")
    text = models.TextField(help_text="the YAML, as it was declared")
    digest = models.CharField(max_length=64, db_collation="C", help_text="SHA-256 of the text")
    withdrawn = models.BooleanField(help_text="from now on the agency has no form of this name of its own")

    class Meta:
        indexes = (models.Index(name="once_declared_name", fields=("agency", "name", "-id")),)

    def __str__(self) -> str:
        return f"form {self.name} of {self.agency_id}"


class Suspension(Sealed):
    """An agency says that what it reports of a kind (all kinds: empty) cannot be relied on for now."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    kind = models.CharField(max_length=60, db_collation="C", blank=True, default="")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.agency_id} suspended {self.kind or 'all kinds'}"


class Resumption(Sealed):
    """It can be relied on again."""

    suspension = models.OneToOneField(Suspension, on_delete=models.PROTECT, related_name="ended")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.suspension} resumed"


class Use(models.Model):
    """What one matter of one business read instead of asking: counted once, however often its form is opened.

    `avoided` counts the items that an agency gave (`empty` of them: it knows that there is nothing), `slipped` those that were
    asked of the business although an agency held them. Append-only; no value is here.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    form = models.CharField(max_length=60, db_collation="C", help_text="empty: an evidence request")
    case = models.CharField(max_length=80, db_collation="C")
    entity = models.BigIntegerField()
    avoided = models.SmallIntegerField()
    empty = models.SmallIntegerField()
    unavailable = models.SmallIntegerField()
    asked = models.SmallIntegerField()
    slipped = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="once_use_matter", fields=("agency", "form", "case", "entity")),
            models.CheckConstraint(name="once_use_has_a_case", condition=~Q(case="")),
        )

    def __str__(self) -> str:
        return f"{self.agency_id} {self.form} {self.case}"


class Evidence(models.Model):
    """One message of X-Road that was answered at once: who asked what for which case. No value is here.

    `wanted` and `answer` are digests: the same question for the same case counts once, and what was answered can be proved by
    whoever kept it. The look-up itself is in the log of look-ups.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    message = models.CharField(max_length=120, db_collation="C", help_text="X-Road-Id")
    client = models.CharField(max_length=240, db_collation="C", help_text="X-Road-Client")
    case = models.CharField(max_length=120, db_collation="C")
    entity = models.BigIntegerField()
    wanted = models.BinaryField(max_length=32, help_text="SHA-256 of the question")
    answer = models.BinaryField(max_length=32, help_text="SHA-256 of the answer")
    avoided = models.SmallIntegerField()
    empty = models.SmallIntegerField()
    unavailable = models.SmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(name="once_evidence_message", fields=("agency", "message")),)
        indexes = (BrinIndex(name="once_evidence_at", fields=("at",)),)

    def __str__(self) -> str:
        return f"{self.message} of {self.agency_id}"


class EvidenceRemoval(Sealed):
    """The time of a day's messages is over: they and the questions that waited are gone. What the meter counted of them stays."""

    since = models.DateTimeField(unique=True, help_text="the beginning of the day, in the time zone of the register")
    until = models.DateTimeField(help_text="its end, excluded")
    count = models.IntegerField(help_text="messages")
    figures = models.JSONField(
        help_text="number of the agency → matters, avoided, empty, unavailable: of what was not asked again on a later day"
    )

    def __str__(self) -> str:
        return f"{self.count} messages of {self.since}"


class Waiting(models.Model):
    """A question that waits for its source: it is asked again as it was, and its consumer told once it can be answered."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_constraint=False)
    message = models.CharField(max_length=120, db_collation="C", help_text="X-Road-Id")
    consumer = models.CharField(max_length=60, db_collation="C", help_text="who is told")
    question = models.JSONField(help_text="who asks, for what, of which business")
    until = models.DateTimeField(help_text="then it is told that the source was not to be had")

    class Meta:
        constraints = (models.UniqueConstraint(name="once_waiting_message", fields=("agency", "message")),)

    def __str__(self) -> str:
        return f"{self.message} waits for {self.agency_id}"


class Told(models.Model):
    """The consumer of a question that waited was told, and has answered with 2xx."""

    waiting = models.OneToOneField(Waiting, on_delete=models.PROTECT, related_name="told")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.waiting} was told"


class Report(Sealed):
    """An item was asked of a business though an agency held it: the business says so, an officer enters it or finds it."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, help_text="who asked")
    entity = models.BigIntegerField()
    held_by = models.CharField(max_length=60, db_collation="C")
    what = models.CharField(max_length=120, db_collation="C", help_text="kind/field of the catalogue")
    form = models.CharField(max_length=60, db_collation="C", blank=True, default="")
    on = models.DateField(help_text="when it was asked")

    def __str__(self) -> str:
        return f"{self.agency_id} asked for {self.what} on {self.on}"
