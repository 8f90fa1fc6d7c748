"""End a power of an officer, from a day on."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.arguments import EndPower
from bonafides.agencies.four_eyes import two_persons
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Officer, Power, PowerEnd


@official_act("agencies.end_power", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def end_power(acting: Acting, officer: Officer, role: Role, ends: date) -> list[PowerEnd]:
    """The officer holds this role up to that day (excluded). What was done before stays done."""
    two_persons(acting, officer.agency, EndPower(officer=officer.number, role=role, ends=ends))
    held = Power.objects.filter(in_force(ends), officer=officer, role=role)
    if not held:
        raise ActRefusedError(
            "officer %(number)s is not %(role)s on %(ends)s; nothing was changed",
            number=officer.number,
            role=role,
            ends=ends,
        )
    acting.details = {"officer": officer.number, "agency": str(officer.agency), "role": role.value}
    return acting.write_many(PowerEnd, ({"power": one, "ends": ends} for one in held))
