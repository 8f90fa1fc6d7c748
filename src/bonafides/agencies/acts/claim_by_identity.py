"""Let an account speak for a business, by what a trusted provider of identities says of its person."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Account, Representation
from bonafides.entities.models import Entity

HOLDS = timedelta(hours=12)  # what a provider said this morning it may deny tomorrow: it is asked with each sign-in


@official_act("agencies.claim_by_identity", by=(Role.OPERATOR,))
def claim_by_identity(acting: Acting, account: Account, entity: Entity, provider: str) -> Representation:
    """For half a day, as the provider vouches anew with the next sign-in."""
    now = timezone.now()
    if not provider:
        raise ActRefusedError("expected the provider that vouches, came none; nothing was changed")
    if Representation.objects.filter(in_force(now), account=account, entity=entity).exists():
        raise ActRefusedError("this account speaks for this business already; nothing was changed")
    acting.subject = entity.pk
    acting.details = {"account": account.pk, "entity": str(entity), "provider": provider}
    return acting.write(
        Representation, account=account, entity=entity, shown_by=f"claim {provider}", since=now, until=now + HOLDS
    )
