"""Register the public key that a client of an agency signs its submissions with."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.agencies.own_agency import must_be_own
from bonafides.submissions.keys import KeyRefusedError, algorithm_of, keyid_of, pem_of, read_public
from bonafides.submissions.models import SigningKey

LONGEST = 100


@official_act("submissions.register_key", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def register_key(acting: Acting, agency: Agency, client: str, pem: str) -> SigningKey:
    """The key; a client may have several, so that a new one can be taken up in peace. Only its public half is given."""
    must_be_own(acting, agency)
    if not client or len(client) > LONGEST or not client.isprintable():
        raise ActRefusedError(f"expected the id of a client, at most {LONGEST} characters; nothing was changed")
    try:
        public = read_public(pem)
    except KeyRefusedError as error:
        raise ActRefusedError(f"{error}; nothing was changed") from error
    keyid = keyid_of(public)
    if SigningKey.objects.filter(keyid=keyid).exists():
        raise ActRefusedError(
            f"expected a new key, came {keyid}, which is or was registered: make one for this client; nothing was changed"
        )
    made = acting.write(
        SigningKey, agency=agency, client=client, keyid=keyid, algorithm=algorithm_of(public), public=pem_of(public),
        since=timezone.now(),
    )  # fmt: skip
    acting.details = {"agency": str(agency), "client": client, "keyid": keyid, "algorithm": made.algorithm}
    return made
