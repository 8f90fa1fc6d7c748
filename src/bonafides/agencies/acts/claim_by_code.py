"""Let an account speak for a business, by the code that was served to its registered address."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.codes import digest_of
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Account, Representation, RepresentationCode, RepresentationCodeUse


@official_act("agencies.claim_by_code", by=(Role.OPERATOR,))
def claim_by_code(acting: Acting, account: Account, code: str) -> Representation:
    """The register acts for whoever holds the letter. The code opens nothing more. Of two who type it at once one is refused."""
    now = timezone.now()
    served = (
        RepresentationCode.objects.select_for_update(of=("self",)).filter(digest=digest_of(code), until__gt=now).first()
    )
    if served is None or RepresentationCodeUse.objects.filter(code=served).exists():
        raise ActRefusedError(
            "expected a code of a letter that was served and was not used yet, came another, or one that is too old; "
            "the agency serves a new one; nothing was changed"
        )
    if Representation.objects.filter(in_force(now), account=account, entity=served.entity_id).exists():
        raise ActRefusedError("this account speaks for this business already; nothing was changed")
    made = acting.write(
        Representation, account=account, entity=served.entity, shown_by=f"document {served.document}", since=now
    )
    acting.write(RepresentationCodeUse, code=served, representation=made)
    acting.subject = served.entity_id
    acting.details = {"account": account.pk, "entity": str(served.entity), "document": served.document}
    return made
