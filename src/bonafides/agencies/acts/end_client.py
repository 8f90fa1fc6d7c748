"""End a program's access, at once."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.models import MachineClient, MachineClientEnd
from bonafides.agencies.own_agency import must_be_own


@official_act("agencies.end_client", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def end_client(acting: Acting, client: MachineClient) -> MachineClientEnd:
    """From now on its secret and all its tokens are refused. One person can do this: a leak does not wait for another."""
    must_be_own(acting, client.agency)
    if MachineClientEnd.objects.filter(client=client).exists():
        raise ActRefusedError("%(client)s has ended already; nothing was changed", client=client)
    acting.details = {"agency": str(client.agency), "client": client.client_id}
    return acting.write(MachineClientEnd, client=client, ends=timezone.now())
