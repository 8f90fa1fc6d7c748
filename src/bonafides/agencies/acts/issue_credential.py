"""Give an officer a bearer token for the API."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.acts.authority import OPERATOR
from bonafides.agencies.arguments import IssueCredential
from bonafides.agencies.four_eyes import two_persons
from bonafides.agencies.models import Credential, Officer
from bonafides.agencies.queries import roles_of

PREFIX = "bonafides_"  # by which scanners of leaked secrets know it


@official_act("agencies.issue_credential", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def issue_credential(acting: Acting, officer: Officer, until: datetime) -> str:
    """The token, which is kept by its hash alone: whoever loses it gets another. The old ones go on until they end."""
    if acting.agency != OPERATOR:  # else one administrator could come as another, and be both persons at once
        two_persons(acting, officer.agency, IssueCredential(officer=officer.number, until=until))
    now = timezone.now()
    if until <= now:
        raise ActRefusedError(
            "expected an end that is to come, came %(until)s; nothing was changed", until=f"{until:%Y-%m-%d %H:%M}"
        )
    if not roles_of(officer.agency.pack, officer.agency.name, officer.number, timezone.localdate()):
        raise ActRefusedError(
            "officer %(number)s holds no power today: appoint first; nothing was changed", number=officer.number
        )
    token = PREFIX + secrets.token_urlsafe(32)
    made = acting.write(Credential, officer=officer, digest=sha256(token.encode()).digest(), since=now, until=until)
    acting.details = {"officer": officer.number, "agency": str(officer.agency), "credential": made.pk}
    return token
