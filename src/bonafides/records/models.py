"""Records, the batches they came in, and the rows that could not come in."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence
from bonafides.packs.models import Kind, PackVersion, PublicityClass


class Batch(models.Model):
    """One file of one agency. Its figures grow chunk by chunk, in the transaction of the chunk's records."""

    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    mapping = models.CharField(max_length=60, db_collation="C")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT)
    file_name = models.TextField()
    file_digest = models.CharField(max_length=64, db_collation="C", help_text="SHA-256 of the file")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    next_row = models.IntegerField(default=1, help_text="the first data row not yet merged")
    added = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    quarantined = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="records_batch_once", fields=("file_digest", "mapping", "pack_version")),
        )

    def __str__(self) -> str:
        return Sentence("batch %(number)s: %(file_name)s", number=self.pk, file_name=self.file_name)


class Record(models.Model):
    """One fact about one entity, from one source. Columns run from wide to narrow, so that no row carries padding.

    Insert-only, in the database itself (migration 0002). A correction, withdrawal or annulment is a record of its own
    that names the one it supersedes; each record can be superseded once, so that its history is a line. Of the records
    that stand, no two of one exclusive key hold on one day (migration 0002 too: no constraint sees which ones stand).
    References to small append-only tables carry no foreign key: the merge takes them by join, and their rows cannot
    be deleted (migrations); a trigger a row would cost more than the insert.
    """

    class Action(models.IntegerChoices):
        RECORD = 0
        CORRECTION = 1
        WITHDRAWAL = 2
        ANNULMENT = 3

    id = models.BigAutoField(primary_key=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    supersedes = models.BigIntegerField(null=True)
    supersedes_entity = models.BigIntegerField(
        null=True, help_text="whose record it was, so that one probe finds what is gone"
    )
    exclusive_key = models.BigIntegerField(null=True, help_text="hash of the kind and the facts that may not overlap")
    known_from = models.DateTimeField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    row_no = models.IntegerField()
    event_date = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="excluded; none: no end known")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    publicity_class = models.ForeignKey(PublicityClass, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    action = models.SmallIntegerField(choices=Action.choices)
    state = models.BooleanField(help_text="its kind's nature: it holds until the next one of the same source begins")
    source_ref = models.TextField(db_collation="C")
    document_no = models.TextField(null=True)
    basis = models.TextField(null=True)
    reason = models.TextField(null=True)
    facts = models.JSONField(help_text="the public facts")
    withheld = models.JSONField(null=True, help_text="the facts of every other disclosure class")
    salt = models.BinaryField(max_length=16)
    commitment = models.BinaryField(max_length=32, help_text="SHA-256 of the salt and the canonical JSON of the record")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="records_record_ref", fields=("agency", "source_ref")),
            models.UniqueConstraint(
                name="records_superseded_once", fields=("supersedes",), condition=Q(supersedes__isnull=False)
            ),
            models.CheckConstraint(
                name="records_supersedes_or_not",
                # In so many words, for a check that comes to null is kept.
                condition=Q(action=0, supersedes=None, supersedes_entity=None)
                | Q(action__in=(1, 2, 3), supersedes__isnull=False, supersedes_entity__isnull=False),
            ),
            models.CheckConstraint(
                name="records_valid_in_order", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        )
        indexes = (
            models.Index(name="records_record_entity", fields=("entity",)),
            models.Index(
                name="records_record_gone",
                fields=("supersedes_entity",),
                condition=Q(supersedes__isnull=False),
            ),
            # What became known since a moment: rows come in its order, so that a few pages of summary do.
            BrinIndex(name="records_record_known", fields=("known_from",)),
            models.Index(
                name="records_record_exclusive", fields=("exclusive_key",), condition=Q(exclusive_key__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return Sentence("%(ref)s of %(agency_id)s", ref=self.source_ref, agency_id=self.agency_id)


class Quarantined(models.Model):
    """A row, or a run of identical rows, that could not come in: where, why, and its cells for mending."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="quarantine")
    row_no = models.IntegerField(help_text="1 is the first row under the header")
    repeats = models.IntegerField(default=1, help_text="how many identical rows this stands for")
    column = models.TextField()
    reason = models.CharField(max_length=40, db_collation="C")
    details = models.TextField()
    cells = models.JSONField(help_text="[column, cell] in the file's order; numbers of natural persons masked")
    first = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="again", db_index=False,
        help_text="which entry this row was at first, before an export brought it again unmended",
    )  # fmt: skip
    resolved_by = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="resolves")

    class Meta:
        constraints = (models.UniqueConstraint(name="records_quarantined_once", fields=("batch", "row_no")),)
        indexes = (
            models.Index(name="records_quarantined_open", fields=("batch",), condition=Q(resolved_by=None)),
            models.Index(name="records_quarantined_again", fields=("first",), condition=Q(first__isnull=False)),
        )

    def __str__(self) -> str:
        return f"row {self.row_no} of {self.batch_id}: {self.reason}"


class Annotation(Sealed):
    """What is said beside a record while it lasts: that it is disputed, or the business's own reply.

    It is shown with the record and with every correction of it (`sharing/unified_record.py`), and falls with the record.
    """

    class Kind(models.TextChoices):
        DISPUTED = "disputed", "an objection is pending"
        RECONSIDERATION = "reconsideration", "an administrative reconsideration is pending"
        SUIT = "suit", "a suit is pending"
        SUSPENDED = "suspended", "its enforcement is suspended by a decision"
        REPLY = "reply", "what the business says of it"

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, db_index=False, related_name="+")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, help_text="whose record it is: one probe finds them")
    kind = models.CharField(max_length=20, choices=Kind.choices, db_collation="C")
    cause = models.CharField(
        max_length=80, db_collation="C", help_text="what it lasts as long as: `case 12`, `reply 40`"
    )
    text = models.TextField(blank=True, default="", help_text="public")
    since = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="records_annotated_once", fields=("record", "kind", "cause")),
            models.CheckConstraint(
                name="records_annotation_kind",
                condition=Q(kind__in=("disputed", "reconsideration", "suit", "suspended", "reply")),
            ),
            models.CheckConstraint(name="records_reply_says_something", condition=~Q(kind="reply") | ~Q(text="")),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.record}"


class AnnotationEnd(Sealed):
    """From this day on an annotation is not shown: what it was there for is over."""

    annotation = models.OneToOneField(Annotation, on_delete=models.PROTECT, related_name="end")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.annotation} ended on {self.on}"
