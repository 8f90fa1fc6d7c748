"""An administrator looks after the officers of the own agency, and never after their own powers."""

from __future__ import annotations

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.authority import OPERATOR
from bonafides.agencies.models import Agency, Officer


def must_be_own(acting: Acting, agency: Agency) -> None:
    """Refuse an officer of another agency; the operator may act for each."""
    if acting.agency != OPERATOR and (acting.pack, acting.agency) != (agency.pack, agency.name):
        raise ActRefusedError(
            "expected an administrator of %(agency)s, came one of %(pack)s/%(came)s; nothing was changed",
            agency=agency,
            pack=acting.pack,
            came=acting.agency,
        )


def must_be_another(acting: Acting, officer: Officer) -> None:
    """Refuse what officers would do for themselves."""
    must_be_own(acting, officer.agency)
    if acting.agency != OPERATOR and acting.officer == officer.number:
        raise ActRefusedError("nobody gives powers to themselves: let another administrator act; nothing was changed")
