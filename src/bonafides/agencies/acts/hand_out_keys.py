"""Give an account of a demonstration keys that are shown once: a password and a second factor, both drawn at random."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import generate_totp_secret

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.accounts.store import with_keys
from bonafides.agencies.models import Account
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence

MADE_UP = r"^[0-9A-Z]{2}990000"
"""Codes of a division that is assigned to nobody (sample/codes.py): no real business bears one."""


@dataclass(frozen=True)
class Keys:
    """What opens an account; kept nowhere as it stands here. `secret`: what an authenticator app asks for."""

    login: str
    password: str
    secret: str


@official_act("agencies.hand_out_keys", by=(Role.OPERATOR,))
def hand_out_keys(acting: Acting, account: Account) -> Keys:
    """Only in a register of made-up businesses, for whoever reads the screen gets in. What opened the account before is void."""
    other = Entity.objects.exclude(code__regex=MADE_UP).first()
    if other is not None or not Entity.objects.exists():
        came = Sentence("one that holds %(code)s", code=other.code) if other else Sentence("one that is empty")
        raise ActRefusedError(
            "expected a register of the made-up division 990000 alone, came %(came)s; in any other a person is "
            "invited and chooses the keys alone: bonafides account invite LOGIN; nothing was changed",
            came=came,
        )
    keys = Keys(account.login, secrets.token_urlsafe(12), generate_totp_secret())
    with_keys(account, keys.password, keys.secret)
    acting.details = {"account": account.pk}
    return keys
