"""The link by which somebody sets the first password: it opens once, for a while, and only as the account stands now."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from bonafides.agencies.models import Account


def link_of(account: Account) -> str:
    """The path of the page. A password set, or a sign-in, makes it void: the token is over both (Django's own)."""
    number = urlsafe_base64_encode(str(account.pk).encode())
    return f"/account/invited/{number}/{default_token_generator.make_token(account)}"


def invited(number: str, token: str) -> Account | None:
    """The account of a link that still opens."""
    try:
        pk = int(urlsafe_base64_decode(number).decode("ascii"))
    except ValueError:
        return None
    account = Account.objects.filter(pk=pk, is_active=True).first() if 0 < pk < 2**63 else None
    return account if account is not None and default_token_generator.check_token(account, token) else None
