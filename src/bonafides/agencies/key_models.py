"""The key of an agency: what it handed in that is under lock, and of which no business is known yet."""

from __future__ import annotations

from django.db import models


class AgencyKey(models.Model):
    """The key under which cells of an agency's quarantine are locked (records/locked), itself under a master key.

    Neither sealed nor append-only: it is wrapped anew when the master key changes. The database allows nothing else.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    master = models.CharField(max_length=16, db_collation="C", help_text="the id of the master key")
    wrapped = models.BinaryField(max_length=60)

    def __str__(self) -> str:
        return f"key {self.pk} of {self.agency_id}"
