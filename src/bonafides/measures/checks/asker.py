"""Who asks, and what they are told. The one place that decides it, for the API, the command line and whoever comes.

An agency that decides at a point is told of every measure that counts there, since it counts for that agency's decision; at any
other point it is told nothing. Everybody else is told of public measures, and is never told that a business is allowed something:
what is not public may stand against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bonafides.acts.act import NotPermittedError
from bonafides.kernel.sentence import Joined
from bonafides.measures.checks.points import At


class Sees(StrEnum):
    """`agency`: all that counts at the point. `public`: of that, what is public."""

    AGENCY = "agency"
    PUBLIC = "public"


@dataclass(frozen=True)
class Asker:
    """Whom an answer is given to, by name, and what that one sees."""

    audience: str
    sees: Sees


PUBLIC = Asker("urn:bonafides:public", Sees.PUBLIC)
OPERATOR = Asker("urn:bonafides:operator", Sees.AGENCY)
"""Whoever may run commands on this machine, and so reads the database anyway."""


def of_agency(pack: str, agency: str, at: At) -> Asker:
    """An officer of an agency, at a point. Raises NotPermittedError where another agency decides there."""
    if pack != at.pack or agency not in at.point.agencies:
        deciding = Joined(f"{at.pack}/{one}" for one in at.point.agencies)
        raise NotPermittedError(
            "at %(at)s decides %(deciding)s; expected an officer of it, came one of %(pack)s/%(agency)s: what is "
            "public is told to anyone by GET",
            at=at.name,
            deciding=deciding,
            pack=pack,
            agency=agency,
        )
    return Asker(f"urn:bonafides:{pack}:{agency}", Sees.AGENCY)
