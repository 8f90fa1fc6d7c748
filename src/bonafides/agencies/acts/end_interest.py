"""End an interest of an officer in a business, from a day on."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Interest, InterestEnd, Officer
from bonafides.agencies.own_agency import must_be_another
from bonafides.entities.models import Entity


@official_act("agencies.end_interest", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def end_interest(acting: Acting, officer: Officer, entity: Entity, ends: date) -> list[InterestEnd]:
    """The officer may act on the business again from that day on. Nobody says so of themselves."""
    must_be_another(acting, officer)
    held = Interest.objects.filter(in_force(ends), officer=officer, entity=entity)
    if not held:
        raise ActRefusedError(
            "officer %(number)s has no interest in %(entity)s on %(ends)s; nothing was changed",
            number=officer.number,
            entity=entity,
            ends=ends,
        )
    acting.details = {"officer": officer.number, "agency": str(officer.agency)}
    return acting.write_many(InterestEnd, ({"interest": one, "ends": ends} for one in held))
