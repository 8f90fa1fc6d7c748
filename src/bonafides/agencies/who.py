"""Whoever asks. Every door is told who: nobody passes one by a flag or by where a call came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bonafides.acts.roles import Role


class Kind(StrEnum):
    """What sort of one asks; each sees by other rules."""

    PUBLIC = "public"
    OFFICER = "officer"
    MACHINE = "machine"  # a program of an agency
    BUSINESS = "business"  # who represents one
    OPERATOR = "operator"  # whoever may run commands on this machine, and so reads the database anyway


@dataclass(frozen=True)
class Who:
    """An officer by number, a program by its client id, a representative by the business; what each may do today."""

    kind: Kind
    pack: str = ""
    agency: str = ""
    name: str = ""
    roles: frozenset[Role] = frozenset()
    scopes: frozenset[str] = frozenset()
    entity: int | None = None
    version: tuple[int, str] | None = field(default=None, compare=False)
    """Of the agency's pack, with its digest: the one that was in force when this one was recognised. None: not asked then."""


ANYONE = Who(Kind.PUBLIC)
OPERATOR = Who(Kind.OPERATOR, name="operator")
