"""Administrative divisions (GB/T 2260): which code was ever assigned, by a table that the caller brings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .check import WarningCode

_SPANS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))

PROVINCES = frozenset(str(number) for first, last in _SPANS for number in range(first, last + 1))
"""The first two digits of every assigned division (GB/T 2260-2007)."""

NATIONAL_REGISTRY = "100000"
"""Used by the national registry in place of a division (domain.md 1.1)."""


@dataclass(frozen=True, slots=True)
class DivisionTable:
    """Division codes with their names, abolished ones included: a code keeps the division of its first issue.

    `edition` says what the table is and as of when, for people. Keys are six ASCII digits.
    Raises ValueError for a key of another form.
    """

    edition: str
    names: Mapping[str, str] = field(hash=False, repr=False)

    def __post_init__(self) -> None:
        wrong = [code for code in self.names if not (len(code) == 6 and code.isascii() and code.isdigit())]
        if wrong:
            raise ValueError(f"a division code is six digits; {self.edition} has {wrong[0]!r}")


def is_assigned(division: str) -> bool:
    """Whether the six digits begin like an assigned division, or are the national registry's."""
    return division[:2] in PROVINCES or division == NATIONAL_REGISTRY


def division_warnings(division: str, table: DivisionTable | None) -> tuple[WarningCode, ...]:
    """Say what is odd about a division: no province has it (made up), or the table lacks it."""
    if table is not None and division in table.names:
        return ()
    if not is_assigned(division):
        return ("division-unassigned",)
    if table is not None and division != NATIONAL_REGISTRY:
        return ("division-unknown",)
    return ()
