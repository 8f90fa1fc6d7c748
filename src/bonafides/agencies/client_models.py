"""Programs of agencies: what each may do, by which secret and certificate it is known, and its end."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.scopes import Scope

_SCOPES = [scope.value for scope in Scope]


class MachineClient(Sealed):
    """A client of OAuth 2. Its secret is kept by its hash alone; with a thumbprint, it must show that certificate too."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="clients")
    client_id = models.CharField(max_length=60, unique=True, db_collation="C")
    title = models.CharField(max_length=120, help_text="which program it is")
    scopes = ArrayField(models.CharField(max_length=40, db_collation="C"))
    digest = models.BinaryField(max_length=32, help_text="SHA-256 of the secret")
    thumbprint = models.BinaryField(max_length=32, null=True, help_text="SHA-256 of the certificate (RFC 8705)")
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="agencies_client_ordered", condition=Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="agencies_client_scopes", condition=Q(scopes__contained_by=_SCOPES, scopes__len__gt=0)
            ),
        )

    def __str__(self) -> str:
        return f"program {self.client_id}"


class MachineClientEnd(Sealed):
    """The moment from which a client and all its tokens are refused."""

    id = models.BigAutoField(primary_key=True)
    client = models.ForeignKey(MachineClient, on_delete=models.PROTECT, related_name="ended")
    ends = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.client_id} ends {self.ends}"
