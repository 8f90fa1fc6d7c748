"""A document as it was issued: its content in every language, and the code that commits to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.packs.models import PackVersion


class Document(Sealed):
    """What was issued. Whoever holds the code may read it; HTML and PDF are made from the content, each time alike."""

    code = models.CharField(
        max_length=24, db_collation="C", unique=True, help_text="120 bits of the hash: kernel/documents/code.py"
    )
    salt = models.BinaryField(max_length=32, help_text="so that nobody guesses a code from what a document may say")
    form = models.CharField(max_length=60, db_collation="C")
    number = models.CharField(max_length=120, default="", help_text="the agency's own number of it, where it has one")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    case = models.BigIntegerField(null=True, help_text="the case that it is of, where it is of one")
    issued_on = models.DateField()
    languages = models.JSONField(help_text="those of the pack; the first is authentic")
    content = models.JSONField(help_text="docs/reference/documents.md")
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by", help_text="what it corrects or ends"
    )
    leaf = models.BigIntegerField(help_text="the leaf of the ledger that holds the hash of the content")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="documents_number_once", fields=("agency", "number"), condition=~Q(number="")),
        )
        indexes = (models.Index(name="documents_of_entity", fields=("entity", "id")),
                   models.Index(name="documents_of_case", fields=("case", "id")))  # fmt: skip

    def __str__(self) -> str:
        return f"{self.form} {self.number or self.pk}"
