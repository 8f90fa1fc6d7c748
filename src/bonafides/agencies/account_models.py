"""Accounts of persons: how they sign in, which officer each is, and which businesses each represents."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bonafides.acts.sealed import Sealed
from bonafides.entities.models import Entity

_ORDERED = Q(until=None) | Q(until__gt=F("since"))


class Account(AbstractBaseUser):
    """Somebody who can sign in. It says nothing of what that one may do: that is derived from rows that never change."""

    id = models.BigAutoField(primary_key=True)
    login = models.CharField(max_length=120, unique=True, help_text="what is typed to sign in")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = BaseUserManager["Account"]()

    def __str__(self) -> str:
        return f"account {self.pk}"


class AccountTie(Sealed):
    """An account is an officer's, from a day on, up to a day (excluded) or until an `AccountTieEnd`."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="ties")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="ties")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(name="agencies_tie_ordered", condition=_ORDERED),)

    def __str__(self) -> str:
        return f"{self.account_id} is officer {self.officer_id} since {self.since}"


class AccountTieEnd(Sealed):
    """The day from which an account is that officer's no more; the earliest of several counts."""

    id = models.BigAutoField(primary_key=True)
    tie = models.ForeignKey(AccountTie, on_delete=models.PROTECT, related_name="ended")
    ends = models.DateField()

    def __str__(self) -> str:
        return f"{self.tie_id} ends {self.ends}"


class Representation(Sealed):
    """An account speaks for a business from a moment on, up to a moment (excluded) or until a `RepresentationEnd`."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="representations")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    shown_by = models.CharField(max_length=240, help_text="`claim` with the issuer, or `document` with its number")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(name="agencies_representation_ordered", condition=_ORDERED),)

    def __str__(self) -> str:
        return f"{self.account_id} for {self.entity_id} since {self.since}"


class RepresentationEnd(Sealed):
    """The moment from which an account speaks for a business no more."""

    id = models.BigAutoField(primary_key=True)
    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, related_name="ended")
    ends = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.representation_id} ends {self.ends}"


class RepresentationCode(Sealed):
    """A code that was served to the registered address of a business, known by its hash alone; used once."""

    id = models.BigAutoField(primary_key=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    document = models.CharField(max_length=80, help_text="the letter in which it was served")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"for {self.entity_id} until {self.until}"


class RepresentationCodeUse(Sealed):
    """That a code was used: it opens nothing more."""

    id = models.BigAutoField(primary_key=True)
    code = models.OneToOneField(RepresentationCode, on_delete=models.PROTECT, related_name="used")
    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.code_id} used"
