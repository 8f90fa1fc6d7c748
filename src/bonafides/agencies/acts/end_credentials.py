"""End every bearer token of an officer, at once."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Credential, CredentialEnd, Officer
from bonafides.agencies.own_agency import must_be_own


@official_act("agencies.end_credentials", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def end_credentials(acting: Acting, officer: Officer) -> list[CredentialEnd]:
    """From now on none of the tokens that the officer has is accepted."""
    must_be_own(acting, officer.agency)
    now = timezone.now()
    held = Credential.objects.filter(in_force(now), officer=officer)
    if not held:
        raise ActRefusedError(
            "officer %(number)s has no token that is valid; nothing was changed", number=officer.number
        )
    acting.details = {"officer": officer.number, "agency": str(officer.agency), "credentials": len(held)}
    return acting.write_many(CredentialEnd, ({"credential": one, "ends": now} for one in held))
