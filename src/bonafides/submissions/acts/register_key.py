"""Register the public key that a client of an agency signs its submissions with."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.arguments import RegisterKey
from bonafides.agencies.clients.signers import signer_of
from bonafides.agencies.four_eyes import two_persons
from bonafides.agencies.models import Agency, MachineClient, Officer
from bonafides.submissions.keys import KeyRefusedError, algorithm_of, keyid_of, pem_of, read_public
from bonafides.submissions.models import SigningKey


@official_act("submissions.register_key", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def register_key(acting: Acting, agency: Agency, client: str, pem: str) -> SigningKey:
    """The key; a client may have several, so that a new one can be taken up in peace. Only its public half is given.

    Two persons do it: whoever holds the private half hands in records in the client's name.
    """
    signer = signer_of(agency, client)
    try:
        public = read_public(pem)
    except KeyRefusedError as error:
        raise ActRefusedError("%(error)s; nothing was changed", error=error) from error
    two_persons(acting, agency, RegisterKey(client=client, public=pem))
    keyid = keyid_of(public)
    if SigningKey.objects.filter(keyid=keyid).exists():
        raise ActRefusedError(
            "expected a new key, came %(keyid)s, which is or was registered: make one for this client; nothing was "
            "changed",
            keyid=keyid,
        )
    made = acting.write(
        SigningKey, agency=agency, client=client, program=signer if isinstance(signer, MachineClient) else None,
        officer=signer if isinstance(signer, Officer) else None, keyid=keyid, algorithm=algorithm_of(public),
        public=pem_of(public), since=timezone.now(),
    )  # fmt: skip
    acting.details = {"agency": str(agency), "client": client, "keyid": keyid, "algorithm": made.algorithm}
    return made
