"""What somebody who speaks for a business has written so far, and has not sent: private, encrypted, and gone after a while."""

from __future__ import annotations

import uuid

from django.db import models

from bonafides.agencies.account_models import Account
from bonafides.entities.models import Entity


class Draft(models.Model):
    """One matter of a business as one account has it in hand. Once it is sent its content is gone, and its act is named."""

    id = models.BigAutoField(primary_key=True)
    token = models.UUIDField(unique=True, default=uuid.uuid4, help_text="in the addresses of its pages")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="drafts")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=500, db_collation="C", help_text="portal/business/matters.py")
    content = models.BinaryField(
        help_text="nonce and ciphertext, AES-256-GCM, bound to the token; empty once it is sent"
    )
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    sent = models.BigIntegerField(null=True, help_text="the act by which it was sent")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="agencies_draft_once", fields=("account", "entity", "matter"), condition=models.Q(sent=None)
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.pk} of account {self.account_id}"


class DraftFile(models.Model):
    """A file that goes with a draft, encrypted as it is."""

    id = models.BigAutoField(primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    page = models.CharField(max_length=80, db_collation="C", help_text="the page of the form to which it was given")
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file {self.pk} of draft {self.draft_id}"
