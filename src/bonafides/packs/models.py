"""The packs that are in force here, their kinds of record, and how long each class of record is public."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Value

from bonafides.acts.sealed import Sealed


def _same(column: str) -> Func:
    """`column` as a one-point range: equality under gist without the extension btree_gist."""
    return Func(F(column), F(column), Value("[]"), function="int8range")


class PackVersion(Sealed):
    """A pack as it was when an act put it in force."""

    pack = models.CharField(max_length=60, db_collation="C")
    version = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, help_text="SHA-256 over its files")
    files = models.JSONField(help_text="name → text of every file: the law as it was, wherever the folder went")

    class Meta:
        constraints = (models.UniqueConstraint(name="packs_version_once", fields=("pack", "digest", "act")),)

    def __str__(self) -> str:
        return f"{self.pack} {self.version}"


class InstalledPack(models.Model):
    """Which version of a pack is in force now: the last that was installed. A view, so that nothing else can say otherwise."""

    pack = models.CharField(max_length=60, primary_key=True, db_collation="C")
    version = models.ForeignKey(PackVersion, on_delete=models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = "packs_installedpack"

    def __str__(self) -> str:
        return str(self.version)


class Kind(Sealed):
    """The lasting number of a kind of record; what it means is in its versions."""

    id = models.SmallAutoField(primary_key=True)
    pack = models.CharField(max_length=60, db_collation="C")
    name = models.CharField(max_length=60, db_collation="C")
    state = models.BooleanField(help_text="it holds until the next one of the same source begins; never changes")

    class Meta:
        constraints = (models.UniqueConstraint(name="packs_kind_once", fields=("pack", "name")),)

    def __str__(self) -> str:
        return f"{self.pack}/{self.name}"


class KindVersion(Sealed):
    """A kind as a version of the pack has it, in force between dates that may not overlap."""

    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT)
    in_force = DateRangeField()
    spec = models.JSONField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="packs_one_kind_in_force",
                expressions=((_same("version"), "="), (_same("kind"), "="), ("in_force", "&&")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} in {self.version}"


class PublicityClass(Sealed):
    """The lasting number of a class of publicity within a kind; a record keeps it."""

    id = models.SmallAutoField(primary_key=True)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT)
    name = models.CharField(max_length=60, db_collation="C")

    class Meta:
        constraints = (models.UniqueConstraint(name="packs_publicity_class_once", fields=("kind", "name")),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class PublicityPeriod(Sealed):
    """How long a class is public under a version of the pack, between dates that may not overlap."""

    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    publicity_class = models.ForeignKey(PublicityClass, on_delete=models.PROTECT)
    public = models.BooleanField()
    months = models.SmallIntegerField(null=True, help_text="none: no end by itself")
    starts = models.CharField(max_length=12)
    while_valid = models.BooleanField(help_text="public no longer than the record holds")
    in_force = DateRangeField()
    basis = models.JSONField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="packs_one_publicity_in_force",
                expressions=((_same("version"), "="), (_same("publicity_class"), "="), ("in_force", "&&")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.publicity_class} {self.in_force}"
