"""Signals that were raised, what ended them, what officers made of them. Append-only: what holds is derived (`standing.py`).

None of it is public, and none of it is a finding. The web server's role reads none of these tables (`site/wall.py`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bonafides.acts.sealed import Sealed
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.inspections.models import Assignment
from bonafides.kernel.sentence import Sentence
from bonafides.packs.models import PackVersion


class Run(Sealed):
    """One look by all cards in force: at everyone (`since` none), or at whoever records touched since a moment."""

    id = models.BigAutoField(primary_key=True)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    known_at = models.DateTimeField()
    since = models.DateTimeField(null=True)
    base = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        help_text="the look at everyone whose groups this one compares with",
    )
    cards = models.JSONField(help_text="card → digest of its file")
    learned = models.JSONField(help_text="card → what it learned: limits of an outlier's groups, members of crowds")
    engine = models.CharField(max_length=60, help_text="name and version")
    snapshot_digest = models.CharField(max_length=64, db_collation="C")
    decided = models.BigIntegerField(help_text="businesses looked at")
    found = models.JSONField(help_text="card → businesses for which it was true")
    raised = models.JSONField(help_text="card → signals that are new")
    ended = models.IntegerField(help_text="signals that no longer hold")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return Sentence(
            "look %(number)s: %(what)s as of %(as_of)s",
            number=self.pk,
            what=Sentence("everyone") if self.since is None else Sentence("whoever was touched"),
            as_of=self.as_of,
        )


class Signal(Sealed):
    """A business is worth a look by a card, on these records, until a day. Raised again only by a newer record."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.PROTECT)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, help_text="the card's owner: nobody else sees it")
    card = models.CharField(max_length=60, db_collation="C")
    card_digest = models.CharField(max_length=64, db_collation="C")
    effect = models.CharField(max_length=12, db_collation="C")
    place = models.SmallIntegerField(help_text="the card's order: 1 first")
    items = models.JSONField(help_text="inspection items on whose list it stands; none: the agency's alone")
    as_of = models.DateField()
    expires_on = models.DateField(help_text="the first day on which it is over")
    reason = models.JSONField(help_text="language → text")
    figures = models.JSONField(help_text="name → value")
    records = models.JSONField(help_text="the numbers of the records that it rests on, the newest first")
    newest = models.BigIntegerField(help_text="the first of those; 0 where it rests on there being none")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="signals_signal_once", fields=("entity", "card", "newest")),
            models.CheckConstraint(name="signals_signal_expires", condition=Q(expires_on__gt=models.F("as_of"))),
            models.CheckConstraint(
                name="signals_signal_effect", condition=Q(effect__in=("reminder", "paper-check", "raise-order"))
            ),
        )
        indexes = (models.Index(name="signals_signal_list", fields=("agency", "expires_on")),)

    def __str__(self) -> str:
        return Sentence(
            "signal %(number)s: %(card)s of %(entity_id)s", number=self.pk, card=self.card, entity_id=self.entity_id
        )


class Ended(Sealed):
    """A later look found that a signal no longer holds: its records were corrected, or things changed."""

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="ended")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.signal} ended on {self.on}"


class Step(Sealed):
    """What an officer did with a signal: dismissed it, took it up, or told what came of it. Each once."""

    class What(models.TextChoices):
        DISMISSED = "dismissed"
        TAKEN_UP = "taken-up"
        OUTCOME = "outcome"

    class By(models.TextChoices):
        VISIT = "visit"
        PAPERS = "papers"
        REMINDER = "reminder"

    class Found(models.TextChoices):
        SOMETHING = "something"
        NOTHING = "nothing"
        UNCLEAR = "unclear"

    id = models.BigAutoField(primary_key=True)
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=What, db_collation="C")
    on = models.DateField()
    by = models.CharField(max_length=10, choices=By, null=True, db_collation="C")
    visit = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    found = models.CharField(max_length=10, choices=Found, null=True, db_collation="C")
    words = models.TextField(help_text="the officer's reason, or what came of it")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="signals_step_once", fields=("signal", "what")),
            models.CheckConstraint(
                name="signals_step_whole",
                condition=Q(what="dismissed", by=None, visit=None, found=None)
                | Q(what="taken-up", by__isnull=False, found=None)
                | Q(what="outcome", by=None, visit=None, found__isnull=False),
            ),
            models.CheckConstraint(name="signals_step_visit", condition=Q(visit=None) | Q(by="visit")),
        )

    def __str__(self) -> str:
        return f"{self.signal} {self.what}"
