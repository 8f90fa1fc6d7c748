"""Plans, and draws with what came of them."""

from __future__ import annotations

from django.db import models

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.inspections.models.lengths import DRAW, ITEM
from bonafides.packs.models import PackVersion


class Plan(Sealed):
    """An agency's plan of random inspections for a year, as it was filed with its superior."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    number = models.CharField(max_length=60, db_collation="C", help_text="as the agency numbers it: 2026-01")
    year = models.SmallIntegerField()
    filed_with = models.TextField(help_text="the superior")
    items = models.JSONField(help_text="[{item, batches: [{batch, from, to, share}]}]; share: hundredths of a per cent")
    figures = models.JSONField(
        help_text="item → {subjects, drawn}: in scope, and to be drawn in the year, when it was filed"
    )
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints = (models.UniqueConstraint(name="inspections_plan_once", fields=("agency", "number")),)

    def __str__(self) -> str:
        return f"plan {self.number} of {self.agency_id}"


class Draw(Sealed):
    """A draw that was committed to: all that decides it but the seed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    item = models.CharField(max_length=ITEM, db_collation="C")
    batch = models.SmallIntegerField()
    attempt = models.SmallIntegerField(help_text="1, or more where earlier draws of this batch were given up")
    draw = models.CharField(max_length=DRAW, db_collation="C", unique=True, help_text="the id in the commitment")
    as_of = models.DateField(help_text="the day for which scope and caps were asked")
    known_at = models.DateTimeField(help_text="the moment at which the register was frozen")
    tier_run = models.BigIntegerField(null=True, help_text="the run whose tiers are the strata")
    commitment = models.JSONField(help_text="the public document, docs/reference/draw.md")
    commitment_hash = models.BinaryField(
        max_length=32, help_text="SHA-256 of its canonical JSON: what is in the ledger"
    )
    officers = models.JSONField(help_text="{document, opened}: who may be sent, and what opens it; internal")
    leaf = models.BigIntegerField(help_text="the leaf of the ledger that holds the hash")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="inspections_draw_once", fields=("plan", "item", "batch", "attempt")),
        )

    def __str__(self) -> str:
        return self.draw


class Held(Sealed):
    """A draw that was held: the seed with its evidence, and what follows from it."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="held")
    evidence = models.JSONField()
    seed = models.BinaryField(max_length=32)
    thresholds = models.JSONField(help_text="stratum → the highest ticket drawn (hex), or null")
    drawn = models.JSONField(help_text="the codes, in their order")
    unserved = models.JSONField(help_text="[{entity, code, reasons}]: drawn, and the draw has no officers for them")

    def __str__(self) -> str:
        return f"{self.draw_id} held"


class Abandoned(Sealed):
    """A draw that was given up before it was held, in public: its seed never came, or a party did not reveal."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="abandoned")

    def __str__(self) -> str:
        return f"{self.draw_id} given up"
