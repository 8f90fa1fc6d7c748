"""A business that acts itself, by an account that speaks for it. Of the person nothing is told but the number of the account."""

from __future__ import annotations

import re

from bonafides.acts.act import Acting, Evidence
from bonafides.acts.authority import BUSINESS

_NAMED = re.compile(r"account ([0-9]{1,18})")


def name_of(account: int) -> str:
    """What stands for the officer in an act, and in the log of look-ups."""
    return f"account {account}"


def account_of(name: str) -> int | None:
    """The number of an account that is named so."""
    found = _NAMED.fullmatch(name)
    return int(found[1]) if found else None


def speaking(
    account: int, entity: int, pack: str, basis: str, reason: str, evidence: tuple[Evidence, ...] = ()
) -> Acting:
    """The business, acting by an account. Whether that speaks for it is asked by each act, when it says what it is about."""
    return Acting(name_of(account), BUSINESS, basis, reason, pack=pack, evidence=evidence, subject=entity)
