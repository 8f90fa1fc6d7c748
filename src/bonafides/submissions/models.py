"""The keys that clients sign with, and what each has submitted. Nothing here ever changes but the numbers used once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency, MachineClient, Officer
from bonafides.kernel.sentence import Sentence
from bonafides.records.models import Batch

ALGORITHMS = ("ed25519", "ecdsa-p256-sha256")
FORMATS = ("csv", "jsonl", "parquet", "xlsx")


class SigningKey(Sealed):
    """A public key of an agency's client, which is a program or an officer; its private half never comes here."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    client = models.CharField(
        max_length=100, db_collation="C", help_text="the id of the program, or an officer's number"
    )
    program = models.ForeignKey(MachineClient, null=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    keyid = models.CharField(max_length=43, db_collation="C", unique=True, help_text="RFC 7638 thumbprint of the key")
    algorithm = models.CharField(max_length=20, db_collation="C")
    public = models.TextField(help_text="PEM, SubjectPublicKeyInfo")
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="submissions_key_algorithm", condition=Q(algorithm__in=ALGORITHMS)),
            models.CheckConstraint(
                name="submissions_key_of_one", condition=Q(program__isnull=True) ^ Q(officer__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"key {self.keyid} of {self.client}"


class SigningKeyEnd(Sealed):
    """That a key signs no more."""

    key = models.OneToOneField(SigningKey, on_delete=models.PROTECT, related_name="ended")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key_id} ended"


class UsedNonce(models.Model):
    """The number of a signature that came; it is forgotten once such a signature is too old to be accepted."""

    id = models.BigAutoField(primary_key=True)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, db_index=False, related_name="+")
    nonce = models.CharField(max_length=64, db_collation="C")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="submissions_nonce_once", fields=("key", "nonce")),)

    def __str__(self) -> str:
        return f"{self.nonce} of {self.key_id}"


class Submission(models.Model):
    """One submission of one client under its idempotency key: what came, as which batch it went in, and how."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    client = models.CharField(max_length=100, db_collation="C")
    key = models.CharField(max_length=100, db_collation="C", help_text="the client's idempotency key")
    mapping = models.CharField(max_length=60, db_collation="C")
    digest = models.CharField(max_length=64, db_collation="C", help_text="SHA-256 of the request that opened it")
    at = models.DateTimeField()
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+", help_text="none: a file")
    outcomes = models.CharField(
        max_length=100,
        blank=True,
        default="",
        db_collation="C",
        help_text="a letter a row: added, unchanged, quarantined",
    )

    class Meta:
        constraints = (models.UniqueConstraint(name="submissions_once", fields=("agency", "client", "key")),)

    def __str__(self) -> str:
        return Sentence("submission %(number)s of %(client)s", number=self.pk, client=self.client)


class Upload(models.Model):
    """A file that comes in parts: what it will be, as the client says before the first part."""

    submission = models.OneToOneField(Submission, primary_key=True, on_delete=models.PROTECT, related_name="upload")
    file_name = models.TextField(help_text="to be shown; never a path")
    format = models.CharField(max_length=10, db_collation="C")
    size = models.BigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64, db_collation="C")

    class Meta:
        constraints = (
            models.CheckConstraint(name="submissions_upload_format", condition=Q(format__in=FORMATS)),
            models.CheckConstraint(name="submissions_upload_size", condition=Q(size__gt=0)),
        )

    def __str__(self) -> str:
        return f"upload {self.pk}"


class Completed(models.Model):
    """That every part came and the whole is what was announced; from then on the file waits for the worker."""

    upload = models.OneToOneField(Upload, primary_key=True, on_delete=models.PROTECT, related_name="completed")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.upload_id} is complete"


class Settled(models.Model):
    """What came of a file: the batch that it is, or why it was refused as a whole."""

    upload = models.OneToOneField(Upload, primary_key=True, on_delete=models.PROTECT, related_name="settled")
    at = models.DateTimeField()
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+")
    refused = models.TextField(blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="submissions_settled_somehow",
                condition=Q(batch__isnull=False, refused="") | Q(batch=None) & ~Q(refused=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.upload_id} is settled"
