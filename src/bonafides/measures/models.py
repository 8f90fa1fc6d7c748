"""Measures on businesses, and their ends. Which count on a day is derived from rows, none of which ever changes.

An instance counts on a day `d` if `since <= d`, `until` is none or later than `d`, and there is no lift with `on <= d`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence
from bonafides.packs.models import PackVersion

KINDS = ("penalty", "reward")
ENDS = ("expired", "trigger-ended", "lifted", "lost", "declined")


class Instance(Sealed):
    """A measure of the catalogue on one business, in the name of one agency, from a day on, for a trigger."""

    id = models.BigAutoField(primary_key=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+", db_index=False)
    measure = models.CharField(max_length=60, db_collation="C", help_text="its name in measures/ of the pack")
    kind = models.CharField(max_length=8, db_collation="C")
    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    basis = models.TextField(help_text="what it rests on, as instruments and articles")
    trigger_kind = models.CharField(max_length=20, db_collation="C", help_text="record, listing, tier …")
    trigger_ref = models.BigIntegerField(help_text="its number")
    trigger_of = models.CharField(max_length=60, db_collation="C", help_text="the kind of record, or the tier")
    record = models.BigIntegerField(null=True, help_text="the record that its trigger rests on")
    points = models.JSONField(help_text="decision point → what it means there, as it was imposed")
    scope = models.CharField(max_length=120, default="", help_text="to what within its points it is confined")
    since = models.DateField()
    until = models.DateField(null=True, help_text="excluded; none: as long as its trigger holds")
    public = models.BooleanField(help_text="others than the agency that implements it may see it")
    given = models.JSONField(default=dict, help_text="what the officer stated to the decisions it rests on")

    class Meta:
        constraints = (
            # By the business first: what counts for one is looked up by this index.
            models.UniqueConstraint(
                name="measures_instance_once", fields=("entity", "measure", "trigger_kind", "trigger_ref", "act")
            ),
            models.CheckConstraint(name="measures_instance_kind", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(name="measures_instance_basis", condition=~Q(basis="")),
            models.CheckConstraint(name="measures_instance_ordered", condition=Q(until=None) | Q(until__gt=F("since"))),
        )
        indexes = (
            models.Index(name="measures_instance_trigger", fields=("trigger_kind", "trigger_ref")),
            models.Index(name="measures_instance_until", fields=("until",), condition=Q(until__isnull=False)),
        )

    def __str__(self) -> str:
        return Sentence(
            "measure %(number)s: %(measure)s on %(entity_id)s",
            number=self.pk,
            measure=self.measure,
            entity_id=self.entity_id,
        )


class Lift(Sealed):
    """The day from which an instance no longer counts, whenever the row was written."""

    instance = models.OneToOneField(Instance, on_delete=models.PROTECT, related_name="lift")
    on = models.DateField()
    how = models.CharField(max_length=20, db_collation="C")
    why = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="measures_lift_how", condition=Q(how__in=ENDS)),
            models.CheckConstraint(name="measures_lift_why", condition=~Q(why="")),
        )

    def __str__(self) -> str:
        return f"{self.instance_id} lifted on {self.on}"


class Declined(Sealed):
    """That a business declined a reward; the last row of a measure counts, and `again` takes the refusal back."""

    id = models.BigAutoField(primary_key=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60, db_collation="C")
    measure = models.CharField(max_length=60, db_collation="C")
    on = models.DateField()
    again = models.BooleanField(default=False, help_text="it would have it after all")

    class Meta:
        indexes = (models.Index(name="measures_declined_entity", fields=("entity",)),)

    def __str__(self) -> str:
        return f"{self.entity_id} {'takes' if self.again else 'declines'} {self.measure}"
