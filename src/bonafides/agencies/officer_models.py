"""An agency as a pack names it, and its officers. What an officer may do is derived from rows, none of which ever changes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bonafides.acts.roles import POWERS
from bonafides.acts.sealed import Sealed
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence

_ROLES = tuple(role.value for role in POWERS)
_ORDERED = Q(until=None) | Q(until__gt=F("since"))


class Agency(Sealed):
    """The lasting number of a body that submits records or decides, within one pack. Its titles are in the pack."""

    id = models.SmallAutoField(primary_key=True)
    pack = models.CharField(max_length=60, db_collation="C")
    name = models.CharField(max_length=60, db_collation="C", help_text="its id in agencies.yaml")

    class Meta:
        constraints = (models.UniqueConstraint(name="agencies_agency_once", fields=("pack", "name")),)

    def __str__(self) -> str:
        return f"{self.pack}/{self.name}"


class Officer(Sealed):
    """A number within an agency, one person's for ever. The public knows the number, never the name."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    number = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=120, help_text="never leaves the agency")

    class Meta:
        constraints = (models.UniqueConstraint(name="agencies_officer_once", fields=("agency", "number")),)

    def __str__(self) -> str:
        return Sentence("officer %(number)s", number=self.number)


class Power(Sealed):
    """A role that an officer holds from a day on, up to a day (excluded) or until a `PowerEnd`."""

    id = models.BigAutoField(primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="powers")
    role = models.CharField(max_length=20, db_collation="C")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="agencies_power_role", condition=Q(role__in=_ROLES)),
            models.CheckConstraint(name="agencies_power_ordered", condition=_ORDERED),
        )

    def __str__(self) -> str:
        return f"{self.officer_id} {self.role} since {self.since}"


class PowerEnd(Sealed):
    """The day from which a power is no longer held; the earliest of several counts."""

    id = models.BigAutoField(primary_key=True)
    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="ended")
    ends = models.DateField()

    def __str__(self) -> str:
        return f"{self.power_id} ends {self.ends}"


class Qualification(Sealed):
    """What an officer may inspect, where, under which certificate, and how many visits a draw. The last row counts."""

    id = models.BigAutoField(primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="qualifications")
    fields = models.JSONField(help_text="a list of the pack's words")
    regions = models.JSONField(help_text="a list of codes of divisions")
    certificate = models.CharField(max_length=120)
    certificate_until = models.DateField(null=True, help_text="the first day on which it is no longer valid")
    capacity = models.IntegerField(help_text="visits a draw")
    since = models.DateField()

    class Meta:
        constraints = (models.CheckConstraint(name="agencies_qualification_capacity", condition=Q(capacity__gte=0)),)

    def __str__(self) -> str:
        return f"{self.officer_id} since {self.since}"


class Interest(Sealed):
    """A business from which an officer must keep away, and why."""

    id = models.BigAutoField(primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="interests")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    nature = models.CharField(max_length=240, help_text="never leaves the agency")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(name="agencies_interest_ordered", condition=_ORDERED),)

    def __str__(self) -> str:
        return f"{self.officer_id} in {self.entity_id}"


class InterestEnd(Sealed):
    """The day from which an interest is no more; the earliest of several counts."""

    id = models.BigAutoField(primary_key=True)
    interest = models.ForeignKey(Interest, on_delete=models.PROTECT, related_name="ended")
    ends = models.DateField()

    def __str__(self) -> str:
        return f"{self.interest_id} ends {self.ends}"


class Credential(Sealed):
    """A bearer token for the API, known by its hash alone; the token itself is shown once."""

    id = models.BigAutoField(primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="credentials")
    digest = models.BinaryField(max_length=32, unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="agencies_credential_ordered", condition=Q(until__gt=F("since"))),)

    def __str__(self) -> str:
        return f"of {self.officer_id} until {self.until}"


class CredentialEnd(Sealed):
    """The moment from which a token is refused."""

    id = models.BigAutoField(primary_key=True)
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="ended")
    ends = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.credential_id} ends {self.ends}"
