"""Items that agencies opened to pledges, the pledges made, what was approved on them, and what came of it. Append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence
from bonafides.packs.models import PackVersion
from bonafides.procedures.models import Case


class Offer(Sealed):
    """That an agency opened an item of the pack to pledges, from a day on; by its act it says that the item is not excluded."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=60, db_collation="C")
    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.item} open to pledges since {self.since}"


class OfferEnd(Sealed):
    """That an agency closed an item to new pledges; those that were made go on."""

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="end")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.offer}, closed on {self.on}"


class Pledge(Sealed):
    """What a business pledged: on which item, in which version of the conditions told to it, signed in which capacity, when.

    The text and its signature are the files of the step; who signed is told by capacity alone: no person is kept here.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="pledge")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=60, db_collation="C")
    conditions = models.CharField(max_length=60, help_text="the version of the conditions told")
    signer = models.CharField(max_length=40, db_collation="C")
    text = models.CharField(max_length=64, db_collation="C", help_text="the code of the document that holds its words")
    on = models.DateField()
    promised = models.JSONField(help_text="[paper]: those promised by `papers_by`")
    papers_by = models.DateField(null=True)
    form = models.JSONField(help_text="how the form was filled: {item: source}; of what nobody asked the business")

    def __str__(self) -> str:
        return Sentence("pledge %(number)s of case %(case_id)s", number=self.pk, case_id=self.case_id)


class Approval(Sealed):
    """What was approved on a pledge, and how it will be verified: fixed in advance, by item and credit."""

    pledge = models.OneToOneField(Pledge, on_delete=models.PROTECT, related_name="approval")
    on = models.DateField()
    licence = models.BigIntegerField(unique=True, help_text="the record of the licence")
    commitment = models.BigIntegerField(unique=True, help_text="the record of the pledge")
    method = models.CharField(max_length=40, db_collation="C")
    good_credit = models.BooleanField()
    verify_by = models.DateField()
    basis = models.TextField(help_text="of the plan")

    def __str__(self) -> str:
        return f"approval on {self.pledge}"


class Outcome(Sealed):
    """What came of a pledge: kept, corrected, broken or false; `found`: what the verification found before it was corrected."""

    class Came(models.TextChoices):
        KEPT = "kept"
        CORRECTED = "corrected"
        BROKEN = "broken"
        FALSE = "false"

    pledge = models.OneToOneField(Pledge, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.CharField(max_length=12, choices=Came.choices, db_collation="C")
    found = models.CharField(max_length=12, db_collation="C")
    on = models.DateField()
    record = models.BigIntegerField(unique=True, help_text="the record that says so")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="pledges_outcome_known",
                condition=Q(
                    outcome__in=("kept", "corrected", "broken", "false"), found__in=("kept", "broken", "false")
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pledge}: {self.outcome}"
