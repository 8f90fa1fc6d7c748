"""Officers and visits: who may inspect what, and the hash that orders officers of equal load for a business.

    pair = SHA-256(key LF code LF officer LF "officer" LF salt LF)

The officer's salt is committed to before the seed and known to auditors only. Without it anybody could work out who would
have gone had nobody been recused, and so read officers' interests off the assignment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

PER_BUSINESS = 2
"""The fewest that inspect a business: one leads, one seconds."""


@dataclass(frozen=True)
class Officer:
    """An officer by number, never by name: what it may inspect, where, how many at most, and whom it is recused from."""

    number: str
    fields: frozenset[str]
    regions: frozenset[str]
    capacity: int
    recused: frozenset[str] = frozenset()
    """Codes of businesses in which it has an interest or a relation."""
    salt: bytes = b""


@dataclass(frozen=True)
class Visit:
    """A drawn business: the field of the item, its region, and the pair that inspected it last."""

    code: str
    field: str
    region: str
    last_pair: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Unserved:
    """A business without officers, and how many officers each constraint took away, the first that applied."""

    code: str
    reasons: Mapping[str, int]
    """Empty for the public: they would tell how many are recused."""


@dataclass(frozen=True)
class Assignment:
    """Lead and second per business, and those that nobody may inspect: reported, never dropped."""

    pairs: Mapping[str, tuple[str, ...]]
    unserved: Sequence[Unserved] = field(default=())
    declined: Mapping[str, int] = field(default_factory=dict)
    """Per officer the visits that would have been its but for a recusal; they count towards its load."""


def pair_hash(key: bytes, code: str, officer: Officer) -> bytes:
    """What orders officers of equal load for a business."""
    parts = (key, code.encode(), officer.number.encode(), officer.salt.hex().encode())
    return sha256(b"%s\n%s\n%s\nofficer\n%s\n" % parts).digest()


def may_inspect(officer: Officer, visit: Visit) -> bool:
    """Whether field, region and recusal let it go there; capacity and the pair that came last are asked elsewhere."""
    return visit.field in officer.fields and visit.region in officer.regions and visit.code not in officer.recused
