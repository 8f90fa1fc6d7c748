"""Declare that an officer must keep away from a business."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bonafides.acts.act import POWERS, Acting, ActRefusedError, Role, official_act
from bonafides.acts.authority import OPERATOR
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Interest, Officer
from bonafides.agencies.own_agency import must_be_own
from bonafides.agencies.queries import roles_of
from bonafides.entities.models import Entity


@official_act("agencies.declare_interest", by=(Role.OPERATOR, *POWERS))
def declare_interest(
    acting: Acting, officer: Officer, entity: Entity, nature: str, since: date, until: date | None = None
) -> Interest:
    """Officers declare their own; administrators and the operator what they know of others. The nature is kept, not told."""
    must_be_own(acting, officer.agency)
    if acting.agency != OPERATOR and acting.officer != officer.number:
        held = roles_of(acting.pack, acting.agency, acting.officer, timezone.localdate())
        if Role.ADMINISTRATOR not in held:
            raise ActRefusedError("expected an administrator, or the officer concerned; nothing was changed")
    if not nature.strip():
        raise ActRefusedError("expected what the interest is, came nothing; nothing was changed")
    if until is not None and until <= since:
        raise ActRefusedError(
            "expected an end after %(since)s, came %(until)s; nothing was changed", since=since, until=until
        )
    if Interest.objects.filter(in_force(since), officer=officer, entity=entity).exists():
        raise ActRefusedError(
            "officer %(number)s has declared this already; nothing was changed", number=officer.number
        )
    # No subject: the act is about the officer, who would be recused from it by what it declares.
    acting.details = {"officer": officer.number, "agency": str(officer.agency)}
    return acting.write(Interest, officer=officer, entity=entity, nature=nature, since=since, until=until)
