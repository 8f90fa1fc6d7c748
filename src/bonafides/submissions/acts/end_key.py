"""End a client's key: what it signs is refused from now on."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.own_agency import must_be_own
from bonafides.submissions.models import SigningKey, SigningKeyEnd


@official_act("submissions.end_key", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def end_key(acting: Acting, keyid: str) -> SigningKeyEnd:
    """What came signed by it before stays; another key can be registered before."""
    key = SigningKey.objects.select_related("agency").filter(keyid=keyid).first()
    if key is None:
        raise ActRefusedError("expected the keyid of a registered key (bonafides submission keys); nothing was changed")
    must_be_own(acting, key.agency)
    if hasattr(key, "ended"):
        raise ActRefusedError("the key %(keyid)s has ended before; nothing was changed", keyid=keyid)
    acting.details = {"agency": str(key.agency), "client": key.client, "keyid": keyid}
    return acting.write(SigningKeyEnd, key=key, at=timezone.now())
