"""What the log of look-ups is made of: a narrow row a look-up, the terms that many rows share, spans of rows in the ledger."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now

from bonafides.acts.sealed import Sealed


class Terms(models.Model):
    """On what terms was looked: all that a look-up shares with a thousand others. Written once, by the first of them.

    Its number is taken from its content, so that a look-up knows it without asking.
    """

    id = models.BigIntegerField(primary_key=True, help_text="63 bits of the SHA-256 of the rest, as canonical JSON")
    pack = models.CharField(max_length=60, db_collation="C")
    agency = models.CharField(max_length=60, db_collation="C")
    kind = models.CharField(
        max_length=20, db_collation="C", help_text="of who looked: officer, machine, business, operator"
    )
    purpose = models.CharField(max_length=60, db_collation="C")
    basis = models.TextField(help_text="what gives the right to look")
    how = models.CharField(max_length=20, db_collation="C")
    opened = models.JSONField(help_text="kind of record → the fields or classes that were opened")
    told = models.CharField(
        max_length=20, db_collation="C", help_text="when the business is told: at-once, after, case-ends"
    )
    officer_shown = models.BooleanField(help_text="the business sees the officer's number, not the agency alone")

    class Meta:
        db_table = "sharing_terms"

    def __str__(self) -> str:
        return f"{self.agency}: {self.purpose}"


class Access(models.Model):
    """One look-up of one business. Nothing changes it; once its time is over an act removes it, with all of its span."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now(), help_text="by the clock of the database")
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+")
    entity = models.BigIntegerField(help_text="the business, by the code that was asked for")
    visible_from = models.DateTimeField(null=True, help_text="the business is told from then on; none: at once")
    name = models.CharField(max_length=120, db_collation="C", help_text="the officer's number, or the program's id")
    case = models.CharField(
        max_length=120, null=True, db_collation="C", help_text="`case:12`, or the agency's own number"
    )

    class Meta:
        db_table = "sharing_access"
        indexes = (
            models.Index(name="sharing_access_entity", fields=("entity", "id")),
            BrinIndex(name="sharing_access_at", fields=("at",)),  # rows come in the order of time
        )

    def __str__(self) -> str:
        return f"look-up {self.pk}"


class Span(Sealed):
    """A run of rows of the log under one root, by number, both ends included. The act that wrote it is a leaf of the ledger."""

    first = models.BigIntegerField(unique=True)
    last = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    root = models.BinaryField(max_length=32, help_text="RFC 6962, over the commitments of its rows in their order")
    last_at = models.DateTimeField(
        help_text="the moment of its last row: from it the time that rows are kept is counted"
    )

    class Meta:
        db_table = "sharing_span"

    def __str__(self) -> str:
        return f"look-ups {self.first} to {self.last}"


class SpanHashes(models.Model):
    """What names a row that was changed or removed: the hashes under a root. Removed with the rows; the root stays."""

    span = models.OneToOneField(Span, primary_key=True, on_delete=models.PROTECT, related_name="hashes")
    salt = models.BinaryField(max_length=32, help_text="the salt of each row follows from it and the row's number")
    numbers = models.BinaryField(help_text="of the rows, 8 bytes each, the highest first")
    hashes = models.BinaryField(help_text="of the leaves, 32 bytes each")

    class Meta:
        db_table = "sharing_spanhashes"

    def __str__(self) -> str:
        return f"hashes of {self.span_id}"


class Alert(Sealed):
    """Something unusual in a day of look-ups, for an auditor to ask about. It accuses nobody, and nothing follows by itself."""

    rule = models.CharField(max_length=20, db_collation="C")
    pack = models.CharField(max_length=60, db_collation="C")
    agency = models.CharField(max_length=60, db_collation="C")
    kind = models.CharField(max_length=20, db_collation="C", help_text="officer or machine")
    name = models.CharField(max_length=120, db_collation="C", help_text="the officer's number, or the program's id")
    on = models.DateField(help_text="the day that was counted")
    count = models.IntegerField()
    threshold = models.IntegerField(help_text="from which number on the pack has an auditor told")

    class Meta:
        db_table = "sharing_alert"
        constraints = (
            models.UniqueConstraint(name="sharing_alert_once", fields=("pack", "agency", "kind", "name", "rule", "on")),
        )
        indexes = (models.Index(name="sharing_alert_on", fields=("on",)),)

    def __str__(self) -> str:
        return f"{self.rule} on {self.on}: {self.agency} {self.name}"


class Export(Sealed):
    """A file that an officer took out. What its mark chose follows from the salt and a secret outside the database."""

    pack = models.CharField(max_length=60, db_collation="C")
    agency = models.CharField(max_length=60, db_collation="C")
    name = models.CharField(max_length=120, db_collation="C", help_text="the officer's number")
    purpose = models.CharField(max_length=60, db_collation="C")
    case = models.CharField(max_length=120, null=True, db_collation="C")
    kind = models.CharField(max_length=125, db_collation="C", help_text="of record: PACK/KIND")
    fields = models.JSONField(help_text="the facts, in the order of the file")
    on = models.DateField()
    known_at = models.DateTimeField()
    rows = models.IntegerField()
    gaps = models.IntegerField(help_text="values that were held back")
    per_mille = models.IntegerField(help_text="of a thousand values so many were held back")
    salt = models.BinaryField(max_length=16)
    sha256 = models.CharField(max_length=64, db_collation="C", help_text="of the file")
    records = models.BinaryField(help_text="their numbers in the order of the file, 8 bytes each, the highest first")
    entities = models.BinaryField(help_text="the numbers of the businesses, likewise, rising")

    class Meta:
        db_table = "sharing_export"
        indexes = (models.Index(name="sharing_export_month", fields=("pack", "agency", "on")),)

    def __str__(self) -> str:
        return f"export {self.pk} by {self.name} of {self.agency}"


class Removal(Sealed):
    """The time of a span's rows is over: rows, hashes and salt are gone. What stays is the span and its root."""

    span = models.OneToOneField(Span, on_delete=models.PROTECT, related_name="removal")
    on = models.DateField()

    class Meta:
        db_table = "sharing_removal"

    def __str__(self) -> str:
        return f"removal of {self.span_id}"
