"""Untie the account of an officer."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import AccountTie, AccountTieEnd, Officer
from bonafides.agencies.own_agency import must_be_own


@official_act("agencies.end_tie", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def end_tie(acting: Acting, officer: Officer, ends: date) -> list[AccountTieEnd]:
    """From that day on the account is nobody's. One person can do this: whoever has lost a key does not wait."""
    must_be_own(acting, officer.agency)
    held = AccountTie.objects.filter(in_force(ends), officer=officer)
    if not held:
        raise ActRefusedError(
            "officer %(number)s has no account on %(ends)s; nothing was changed", number=officer.number, ends=ends
        )
    acting.details = {"officer": officer.number, "agency": str(officer.agency)}
    return acting.write_many(AccountTieEnd, ({"tie": one, "ends": ends} for one in held))
