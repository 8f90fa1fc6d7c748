"""Who goes where: officers assigned to businesses, and businesses that take the place of others."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.inspections.models.draws import Draw
from bonafides.inspections.models.lengths import ITEM, OFFICER
from bonafides.packs.models import PackVersion


class Assignment(Sealed):
    """Officers who are to inspect a business for an item: by a draw, or (`draw` none) a targeted inspection."""

    class Reason(models.TextChoices):
        PLAN = "plan"
        STATUTORY = "statutory"
        COMPLAINT = "complaint"
        REFERRAL = "referral"
        ALERT = "alert"

    draw = models.ForeignKey(Draw, null=True, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT)
    item = models.CharField(max_length=ITEM, db_collation="C")
    reason = models.CharField(max_length=12, choices=Reason, db_collation="C")
    region = models.CharField(max_length=60, db_collation="C", help_text="where the business is, for officers' regions")
    lead = models.CharField(max_length=OFFICER, db_collation="C", help_text="the officer's number in the agency")
    second = models.CharField(max_length=OFFICER, db_collation="C")
    others = models.JSONField(default=list, help_text="the numbers of further officers")
    place = models.IntegerField(null=True, help_text="in the order of tickets of the draw; substitutes follow")
    joins = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="joined", help_text="the visit that this is part of"
    )
    replaces = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text="whose officers these replace",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="inspections_assignment_once",
                fields=("draw", "entity"),
                condition=Q(draw__isnull=False, replaces__isnull=True),
            ),
            models.CheckConstraint(
                name="inspections_assignment_chance",
                condition=Q(draw__isnull=False, place__isnull=False, reason__in=("plan", "statutory"))
                | Q(draw__isnull=True, place__isnull=True),
            ),
            models.CheckConstraint(
                name="inspections_assignment_two", condition=~Q(lead="") & ~Q(second="") & ~Q(lead=F("second"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} at {self.entity_id}: {self.lead}, {self.second}"

    @property
    def officers(self) -> tuple[str, ...]:
        """Their numbers, the one who leads first."""
        return (self.lead, self.second, *self.others)


class Substitution(Sealed):
    """A drawn business that cannot be inspected, for a reason that was committed to, and who takes its place."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT)
    place = models.IntegerField(help_text="1, 2 … in the order in which they were made")
    out = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="substituted")
    reason = models.CharField(max_length=60, db_collation="C")
    into = models.ForeignKey(
        Entity,
        null=True,
        on_delete=models.PROTECT,
        related_name="substitutes",
        help_text="none: the reserve is used up",
    )
    unserved = models.JSONField(null=True, help_text="why the draw has no officers for it, if it has none")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="inspections_substitution_once", fields=("draw", "out")),
            models.UniqueConstraint(name="inspections_substitution_in_order", fields=("draw", "place")),
        )

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.out_id} → {self.into_id}"
