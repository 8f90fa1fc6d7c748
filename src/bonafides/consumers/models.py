"""Consumers, what they were told, and what they acknowledged. Nothing here ever changes: what is open or late is derived."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bonafides.acts.sealed import Sealed
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence

WHAT = ("record", "measure")
HOW = ("answered", "posted")


class Consumer(Sealed):
    """Another body's system that is given records or measures, and must stop using each that ends."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60, db_collation="C", unique=True)
    url = models.TextField(help_text="where ends are told")
    gets = models.JSONField(help_text="kinds of records, `measures`, or `*` for all")
    private = models.BooleanField(help_text="the operator allows addresses that are not public")
    since = models.DateTimeField(help_text="what ended before is not told")

    def __str__(self) -> str:
        return Sentence("consumer %(name)s", name=self.name)


class ConsumerEnd(Sealed):
    """That a consumer is given nothing any more, and so is told nothing."""

    consumer = models.OneToOneField(Consumer, on_delete=models.PROTECT, related_name="ended")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.consumer_id} ended"


class Secret(Sealed):
    """What a consumer's secret is derived from, together with this installation's own key; the secret itself is not kept."""

    id = models.BigAutoField(primary_key=True)
    consumer = models.ForeignKey(Consumer, on_delete=models.PROTECT, related_name="secrets")
    salt = models.BinaryField(max_length=32)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"secret of {self.consumer_id} since {self.since}"


class Reading(Sealed):
    """Up to where the outbox and the records were read for ends; the last row counts."""

    id = models.BigAutoField(primary_key=True)
    event = models.BigIntegerField(help_text="the last event read")
    known = models.DateTimeField(help_text="every record known before was read")

    def __str__(self) -> str:
        return f"read up to event {self.event}"


class Notice(Sealed):
    """One end, told to one consumer. Notices of a consumer go out in the order of their numbers."""

    id = models.BigAutoField(primary_key=True)
    consumer = models.ForeignKey(Consumer, on_delete=models.PROTECT, related_name="notices")
    what = models.CharField(max_length=10, db_collation="C")
    of = models.CharField(max_length=60, db_collation="C", help_text="the kind of record, or the measure")
    number = models.BigIntegerField(help_text="of the record that ends the other, or of the measure")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60, db_collation="C")
    agency = models.CharField(max_length=60, db_collation="C")
    ref = models.TextField(db_collation="C", help_text="by which the consumer knows it")
    how = models.CharField(max_length=20, db_collation="C")
    on = models.DateField(help_text="the day from which it may be used no more")
    last_day = models.DateField(
        null=True, help_text="to acknowledge; none: the pack states no time, or no calendar holds it"
    )
    basis = models.TextField(help_text="what the period rests on")
    told_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="consumers_notice_once", fields=("consumer", "what", "number")),
            models.CheckConstraint(name="consumers_notice_what", condition=Q(what__in=WHAT)),
        )
        indexes = (models.Index(name="consumers_notice_last_day", fields=("last_day",)),)

    def __str__(self) -> str:
        return f"end-{self.pk}"


class Acknowledged(Sealed):
    """That a consumer acknowledged an end: it answered with 2xx, or posted so itself."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="acknowledged")
    at = models.DateTimeField()
    how = models.CharField(max_length=10, db_collation="C")

    class Meta:
        constraints = (models.CheckConstraint(name="consumers_acknowledged_how", condition=Q(how__in=HOW)),)

    def __str__(self) -> str:
        return f"{self.notice_id} acknowledged"


class Alarm(Sealed):
    """That the time to acknowledge passed without an acknowledgement."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="alarm")
    day = models.DateField(help_text="the first day on which it was late")

    def __str__(self) -> str:
        return f"{self.notice_id} is late"


class DeadLetter(Sealed):
    """That a message was set aside, since the consumer's own answers refuse it; what comes after it goes on."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="dead_letters")
    at = models.DateTimeField()
    why = models.TextField()

    def __str__(self) -> str:
        return f"{self.notice_id} was set aside"


class Replay(Sealed):
    """That a message that was set aside goes out once more."""

    letter = models.OneToOneField(DeadLetter, on_delete=models.PROTECT, related_name="replay")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.letter_id} goes out again"
