"""Register a program of an agency: what it may do, and by what it is known."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.arguments import RegisterClient
from bonafides.agencies.clients.store import keep
from bonafides.agencies.four_eyes import two_persons
from bonafides.agencies.models import Agency, MachineClient
from bonafides.agencies.scopes import Scope

PREFIX = "bonafides_secret_"  # by which scanners of leaked secrets know it


@dataclass(frozen=True)
class Registered:
    """A client with its secret, which is shown once."""

    client: MachineClient
    secret: str


@official_act("agencies.register_client", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def register_client(
    acting: Acting,
    agency: Agency,
    title: str,
    scopes: tuple[Scope, ...],
    until: datetime,
    thumbprint: str | None = None,
) -> Registered:
    """From now on the program gets tokens for these scopes, by its secret; bound to its certificate where it has one."""
    asked = RegisterClient(title=title, scopes=scopes, until=until, thumbprint=thumbprint)
    two_persons(acting, agency, asked)
    now = timezone.now()
    if until <= now:
        raise ActRefusedError(
            "expected an end that is to come, came %(until)s; nothing was changed", until=f"{until:%Y-%m-%d %H:%M}"
        )
    secret, client_id = PREFIX + secrets.token_urlsafe(32), f"{agency.name[:30]}-{secrets.token_hex(8)}"
    made = acting.write(
        MachineClient, agency=agency, client_id=client_id, title=title, scopes=sorted({one.value for one in scopes}),
        digest=sha256(secret.encode()).digest(), thumbprint=bytes.fromhex(thumbprint) if thumbprint else None,
        since=now, until=until,
    )  # fmt: skip
    keep(client_id, title)
    acting.details = {"agency": str(agency), "client": client_id, "title": title, "scopes": made.scopes}
    return Registered(made, secret)
