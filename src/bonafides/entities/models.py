"""Identity = (scheme, code). Names and aliases are what records said, each with the record that said it.

These two carry no foreign key: the merge takes the entity by join, and no entity can be deleted (migration 0002); a
check a row would cost more than the insert.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from bonafides.acts.sealed import Sealed

LONGEST_CODE = 401  # name and place of 200 characters each, and the sign between them
SUBJECT_KINDS = ("enterprise", "sole-trader", "cooperative", "organisation")


class CodeException(Sealed):
    """The reviewed register of codes that were issued although they do not conform (domain.md 1.6)."""

    scheme = models.CharField(max_length=60, db_collation="C")
    code = models.CharField(max_length=240, db_collation="C")
    authority = models.CharField(max_length=120, help_text="who confirmed that the code was issued")
    confirmed_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="entities_exception_once", fields=("scheme", "code")),)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Entity(models.Model):
    """One market entity. There is no kind for a natural person, and the database refuses any other word.

    Migration 0002 adds the check that a `uscc` is one by its check character, unless the register excepts it.
    """

    id = models.BigAutoField(primary_key=True)
    scheme = models.CharField(max_length=60, db_collation="C")
    code = models.CharField(max_length=LONGEST_CODE, db_collation="C")
    kind = models.CharField(max_length=20, db_collation="C")
    # Its constraint names scheme and code as well (migration 0002).
    exception = models.ForeignKey(
        CodeException, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(name="entities_entity_code", fields=("scheme", "code"), include=("id", "kind")),
            models.CheckConstraint(name="entities_never_natural_persons", condition=models.Q(kind__in=SUBJECT_KINDS)),
        )

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Name(models.Model):
    """A name a record gave. The registered one in force on a day began last; earlier ones are former."""

    id = models.BigAutoField(primary_key=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, db_constraint=False)
    use = models.CharField(max_length=12, db_collation="C")
    language = models.CharField(max_length=12, db_collation="C")
    name = models.TextField()
    folded = models.GeneratedField(
        expression=Lower(models.Func("name", function="normalize", template="%(function)s(%(expressions)s, NFKC)")),
        output_field=models.TextField(),
        db_persist=True,
    )
    valid_from = models.DateField()
    known_from = models.DateTimeField()
    record = models.BigIntegerField(help_text="the record that gave it")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="entities_name_once", fields=("record", "use")),
            models.CheckConstraint(
                name="entities_name_use", condition=models.Q(use__in=("registered", "trade", "foreign"))
            ),
        )

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """A legacy code that a record linked to an entity. Two entities under one alias: it then resolves to neither."""

    id = models.BigAutoField(primary_key=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, db_constraint=False)
    scheme = models.CharField(max_length=60, db_collation="C")
    code = models.CharField(max_length=LONGEST_CODE, db_collation="C")
    valid_from = models.DateField()
    known_from = models.DateTimeField()
    record = models.BigIntegerField(help_text="the record that linked it")

    class Meta:
        constraints = (models.UniqueConstraint(name="entities_alias_once", fields=("scheme", "code", "record")),)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Merge(Sealed):
    """A decision that two entities are one. Undone by a `Split`, never deleted."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="merged")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="entities_merge_two", condition=~models.Q(entity=models.F("into"))),)

    def __str__(self) -> str:
        return f"{self.entity_id} → {self.into_id}"


class Split(Sealed):
    """A decision that undoes a merge."""

    merge = models.OneToOneField(Merge, on_delete=models.PROTECT)
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"undo {self.merge_id}"


class EntityKey(models.Model):
    """The key under which the facts of one class of a business are locked (records/locked), itself under a master key.

    Neither sealed nor append-only: it is wrapped anew when the master key changes, and deleted by an erasure. The database
    allows nothing else (migration 0005).
    """

    id = models.BigAutoField(primary_key=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    of = models.CharField(max_length=12, db_collation="C", help_text="the disclosure class of the facts")
    master = models.CharField(max_length=16, db_collation="C", help_text="the id of the master key")
    wrapped = models.BinaryField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(name="entities_key_once", fields=("entity", "of")),)

    def __str__(self) -> str:
        return f"key {self.pk}: {self.of} of {self.entity_id}"


class Erasure(Sealed):
    """The tombstone of a key: the facts of one class of a business cannot be read any more, whatever copy holds them."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT)
    of = models.CharField(max_length=12, db_collation="C")
    key = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.of} of {self.entity_id}"


class Readmission(Sealed):
    """From now on facts of the class may come in again, under a new key; what was erased stays so."""

    erasure = models.OneToOneField(Erasure, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return f"after {self.erasure_id}"
