"""The sample of an audit: the cases with the lowest keyed hashes. Whoever has the list and the seed draws the same.

The list is frozen and committed to in the ledger first; the seed is made of a checkpoint that the ledger signed afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256

from bonafides.kernel.draw.tickets import ticket, ticket_key


@dataclass(frozen=True)
class Drawn:
    """A case of the list: its ticket, and whether it is of the sample."""

    case: str
    ticket: bytes
    drawn: bool


def size_of(cases: int, ratio: Decimal, least: int = 1) -> int:
    """How many of so many cases are audited: the ratio, rounded up, and at least `least` where there are as many."""
    wanted = int((cases * ratio).to_integral_value(ROUND_CEILING))
    return min(cases, max(wanted, least))


def seed_of(origin: str, size: int, root: bytes) -> bytes:
    """The seed that a signed checkpoint gives: of its three lines, none of which was known when the list was frozen."""
    return sha256(f"{origin}\n{size}\n{root.hex()}\n".encode()).digest()


def draw(audit: str, cases: Sequence[str], seed: bytes, size: int) -> list[Drawn]:
    """Every case with its ticket, the lowest first; the first `size` are drawn."""
    key = ticket_key(audit, seed)
    ordered = sorted((ticket(key, case), case) for case in cases)
    return [Drawn(case, hashed, number < size) for number, (hashed, case) in enumerate(ordered)]
