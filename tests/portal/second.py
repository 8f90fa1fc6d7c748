"""Sessions of Django's test client in which somebody came with a second factor."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

from bonafides.agencies.models import Account


def with_second_factor(client: Client, account: Account) -> None:
    """As if a code had been typed; for somebody who is signed in."""
    request = HttpRequest()
    request.session = client.session
    request.user = account
    record_authentication(request, account, method="mfa", type="totp")
    request.session.save()
