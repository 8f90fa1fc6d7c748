"""Give an officer a power, from a day on."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import POWERS, Acting, ActRefusedError, Role, official_act
from bonafides.agencies.arguments import Appoint
from bonafides.agencies.four_eyes import two_persons
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Officer, Power
from bonafides.agencies.own_agency import must_be_another


@official_act("agencies.appoint", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def appoint(acting: Acting, officer: Officer, role: Role, since: date, until: date | None = None) -> Power:
    """From now on the officer may do what is for this role, up to `until` (excluded) or until the power is ended."""
    must_be_another(acting, officer)
    two_persons(acting, officer.agency, Appoint(officer=officer.number, role=role, since=since, until=until))
    if role not in POWERS:
        raise ActRefusedError(
            "nobody is appointed %(role)s: the operator is whoever runs this installation, a representative whoever "
            "a business lets speak for it; nothing was changed",
            role=role,
        )
    if until is not None and until <= since:
        raise ActRefusedError(
            "expected an end after %(since)s, came %(until)s; nothing was changed", since=since, until=until
        )
    if Power.objects.filter(in_force(since), officer=officer, role=role).exists():
        raise ActRefusedError(
            "officer %(number)s is %(role)s on %(since)s already; nothing was changed",
            number=officer.number,
            role=role,
            since=since,
        )
    acting.details = {"officer": officer.number, "agency": str(officer.agency), "role": role.value}
    return acting.write(Power, officer=officer, role=role.value, since=since, until=until)
