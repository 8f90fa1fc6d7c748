"""The keys of businesses: read by their numbers, or gone by an act that erased them. ingest/keys.py makes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from bonafides.records.locked.master import masters

# Whoever wraps reads the master keys under this lock, and whoever takes one away waits for it (rotate.py); so does an erasure,
# lest a key that was made meanwhile be missed.
MAKING = "LOCK TABLE entities_entitykey IN ROW EXCLUSIVE MODE"
ALONE = "LOCK TABLE entities_entitykey IN SHARE ROW EXCLUSIVE MODE"
_KEYS = "SELECT id, entity_id, master, wrapped FROM entities_entitykey WHERE id = ANY (%s)"

_AGENCIES = "SELECT id, agency_id, master, wrapped FROM agencies_agencykey WHERE id = ANY (%s)"


@dataclass(frozen=True)
class Erased:
    """When, and by which act."""

    at: datetime
    act: int
    basis: str


def keys_of(numbers: Iterable[int]) -> dict[int, tuple[int, bytes]]:
    """Number → (the business, the key), of those keys that are there. Raises MasterKeyError."""
    return _read(_KEYS, numbers)


def agency_keys_of(numbers: Iterable[int]) -> dict[int, tuple[int, bytes]]:
    """Number → (the agency, the key), of those keys of agencies that are there. Raises MasterKeyError."""
    return _read(_AGENCIES, numbers)


def _read(query: str, numbers: Iterable[int]) -> dict[int, tuple[int, bytes]]:
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(query, [wanted])
        rows = cursor.fetchall()
    keys = masters().unwrap((row[2], bytes(row[3])) for row in rows) if rows else []
    return {row[0]: (row[1], key) for row, key in zip(rows, keys, strict=True)}


def erasures_of(numbers: Iterable[int]) -> dict[int, Erased]:
    """Number of a key that is gone → by which act."""
    from bonafides.entities.models import Erasure

    rows = Erasure.objects.filter(key__in=set(numbers)).values_list("key", "act__at", "act_id", "act__basis")
    return {key: Erased(at, act, basis) for key, at, act, basis in rows}
