"""django-allauth's app of accounts, without its demand to stand in MIDDLEWARE: it would cost every look-up a session."""

from __future__ import annotations

from allauth.account.apps import AccountConfig


class Accounts(AccountConfig):  # type: ignore[misc]  # the library has no types
    """The pages of people who sign in run its middleware themselves (portal/signed_in.py)."""

    def ready(self) -> None:
        """Its checks of settings."""
        from allauth.account import checks  # noqa: F401
