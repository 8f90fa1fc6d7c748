"""What django-allauth asks us: who may make an account, where a request came from, how the second factor is kept."""

from __future__ import annotations

import base64
import time
from hashlib import sha256
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from bonafides.agencies.clients.certificate import from_proxy

CHOSEN = "represents"
"""In a session: the number of the business for which its account speaks just now."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Nobody makes an account alone, nothing is mailed, and only a proxy of ours says where a request came from."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation, or by a provider of identities that the settings name."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The peer, or what the proxy in front says of it: the last address, for the ones before may be forged."""
        peer = str(request.META.get("REMOTE_ADDR", ""))
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        return told if told and from_proxy(peer) else peer or "unknown"

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever came by a provider just now, and has neither password nor factor, has nothing to show again: that counts."""
        request = self.request
        if request is None or get_reauthentication_flows(request.user):
            return bool(super().is_reauthentication_required(app=app))
        records = get_authentication_records(request, request.user)
        came = [one["at"] for one in records if one.get("method") == "socialaccount"]
        return not came or time.time() - came[-1] >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def post_login(self, request: HttpRequest, user: Any, *, signal_kwargs: Any, **more: Any) -> Any:
        """Whoever a provider of identities vouched for speaks for the business that it named."""
        from bonafides.agencies.accounts.vouched import vouched

        answer = super().post_login(request, user, signal_kwargs=signal_kwargs, **more)
        social = (signal_kwargs or {}).get("sociallogin")
        if (
            social is not None
            and (entity := vouched(user, social.account.provider, social.account.extra_data)) is not None
        ):
            request.session[CHOSEN] = entity
        return answer

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say themselves what happened."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Accounts have no address."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Accounts have no address."""


class Providers(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever a provider of identities vouches for has an account with the first sign-in. It may do nothing by that."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """The providers are those that the settings name."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """The login is the provider's word for the person, under the provider's name, and nothing else is taken over."""
        user = sociallogin.user
        user.login = f"{sociallogin.account.provider}:{sha256(sociallogin.account.uid.encode()).hexdigest()[:24]}"
        return user


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are kept encrypted, under the site's key."""

    def encrypt(self, text: str) -> str:
        """As it is kept."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """As it was."""
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def build_totp_svg(self, url: str) -> str:
        """The square to scan, drawn without a style of its own."""
        return segno.make(url, error="m").svg_inline(scale=5, border=2, dark="#000", light="#fff", omitsize=False)


def _box() -> Fernet:
    key = sha256(b"bonafides second factors\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
