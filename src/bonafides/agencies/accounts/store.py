"""Rows of accounts, which change: made for an act, and brought back to the beginning when a person has lost the keys."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.forms import SetPasswordForm

from bonafides.agencies.models import Account


def made(login: str) -> Account:
    """A new account that nobody can sign in to yet."""
    account = Account(login=login)
    account.set_unusable_password()
    account.save()
    return account


def without_keys(account: Account) -> int:
    """Take the password and every second factor from an account. Every session of it ends with its password."""
    gone: int = Authenticator.objects.filter(user_id=account.pk).delete()[0]
    account.set_unusable_password()
    account.save(update_fields=["password"])
    return gone


def with_password(form: SetPasswordForm[Account]) -> None:
    """Keep the password that its person chose, hashed. What opened by the old one opens no more."""
    form.save()


def with_keys(account: Account, password: str, secret: str) -> None:
    """Give an account a password and the secret of an authenticator app, in place of every key that it had."""
    without_keys(account)
    account.set_password(password)
    account.save(update_fields=["password"])
    TOTP.activate(account, secret)
