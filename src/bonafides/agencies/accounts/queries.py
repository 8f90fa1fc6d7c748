"""Reads of accounts: which there are, and who one is today."""

from __future__ import annotations

from bonafides.agencies.models import Account


class UnknownAccountError(LookupError):
    """No such account."""


def account_of_login(login: str) -> Account:
    """An account by what is typed to sign in. Raises UnknownAccountError."""
    found = Account.objects.filter(login=login).first() if "\0" not in login else None
    if found is None:
        raise UnknownAccountError(f"there is no account {login!r}; invite somebody: bonafides account invite LOGIN")
    return found
