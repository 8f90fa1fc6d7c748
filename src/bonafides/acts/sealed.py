"""Rows that an act wrote, sealed: whoever changes, adds or deletes one behind the application is found out.

A row keeps its act and its seal, the SHA-256 of the canonical JSON (RFC 8785) of all its other columns but `id`; a column that
is null is left out, so that a table may get a new one later. The act's row lists, by table, the seal of each row under the
row's number (`listed`), and the act itself is a leaf of the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any

from django.db import models

from bonafides.acts.models import Act
from bonafides.acts.plain import plain
from bonafides.kernel.canonical.one import canonical
from bonafides.kernel.merkle.hashing import leaf_hashes, root_of

MOST_LISTED = 256
"""Above so many rows of one table an act keeps their number and their root."""


class Sealed(models.Model):
    """A row that `Acting.write` wrote. Append-only (its migration says so); what holds now is derived from rows."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    seal = models.BinaryField(max_length=32, editable=False)

    class Meta:
        abstract = True


def content_of(row: models.Model) -> dict[str, Any]:
    """What a row's seal is taken of. Values become what the database gives back, so that the seal can be taken again."""
    content = {}
    for column, read, where in _columns(type(row)):
        value = read(getattr(row, column))
        if value is not None:
            content[column] = value if type(value) is str else plain(value, where)
    return content


def seal_of(row: models.Model) -> bytes:
    """The seal of a row, taken anew from its columns."""
    return sha256(canonical(content_of(row))).digest()


def table_of(model: type[models.Model]) -> str:
    """The name of a model's table."""
    return model._meta.db_table  # noqa: SLF001


def sealed_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns that a seal covers."""
    left_out = {"id", "act", "seal"}
    fields = model._meta.concrete_fields  # noqa: SLF001
    return [one for one in fields if one.name not in left_out and not one.generated]


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, Callable[[Any], Any], str]]:
    """Of each column: its name, how a value becomes what the database gives back, where it is for an error."""
    return [(one.attname, one.to_python, f"{table_of(model)}.{one.attname}") for one in sealed_fields(model)]


def listed(seals: dict[int, bytes]) -> dict[str, Any]:
    """How an act's row names its rows of one table, given as number → seal.

    Up to 256: each number with its seal in hex. Above: how many, and the RFC 6962 root over them in the order of their numbers,
    each as its number (8 bytes, the highest first) and its seal.
    """
    if len(seals) <= MOST_LISTED:
        return {str(number): seals[number].hex() for number in sorted(seals)}
    entries = (number.to_bytes(8, "big") + seals[number] for number in sorted(seals))
    return {"count": len(seals), "root": root_of(leaf_hashes(entries)).hex()}


def sealed_models() -> list[type[Sealed]]:
    """Every table whose rows are sealed, for an audit."""
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, Sealed)]
