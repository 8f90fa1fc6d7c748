"""Invite somebody to have an account."""

from __future__ import annotations

import re

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.accounts.store import made
from bonafides.agencies.models import Account
from bonafides.kernel.identifiers.natural_person import find_in

LOGIN = re.compile(r"[\w.@+-]{3,120}")


@official_act("agencies.invite", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def invite(acting: Acting, login: str) -> Account:
    """An account that may do nothing: until it is tied to an officer, or speaks for a business."""
    if not LOGIN.fullmatch(login) or find_in(login):
        raise ActRefusedError(
            "expected a login of 3 to 120 letters, digits, and . @ + - _, and no number of a person; nothing was changed"
        )
    if Account.objects.filter(login__iexact=login).exists():
        raise ActRefusedError("there is an account with this login already; nothing was changed")
    account = made(login)
    acting.details = {"account": account.pk}
    return account
