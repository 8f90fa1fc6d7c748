"""The second factor of whoever is signed in: whether it came, and where one must go first where it did not.

second_factor_first(request)   where somebody is sent who came without one, and from there back again
@with_new_factor               a page that adds one
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from bonafides.agencies.accounts.vouched import asks_for_two

View = Callable[..., HttpResponseBase]
GO_ON = "go_on"
"""In a session: the page for which somebody is adding a second factor first."""


def came_with_two(request: HttpRequest) -> bool:
    """Whether a session began, or was confirmed, with a second factor: ours, or one of a provider that always asks for it."""
    records = get_authentication_records(request, cast("Any", request.user))
    return any(one.get("method") == "mfa" or asks_for_two(str(one.get("provider", ""))) for one in records)


def second_factor_first(request: HttpRequest) -> HttpResponseBase | None:
    """Where somebody is sent who came without one, and from there back again; nothing, where it came."""
    if came_with_two(request):
        return None
    back = request.get_full_path() if request.method in ("GET", "HEAD") else _came_from(request)
    if not _has_second(request):
        request.session[GO_ON] = back
        return redirect("mfa_index")
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")


def with_new_factor(view: View) -> View:
    """A page that adds a second factor: whoever has just shown that it works came with it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        before = _factors(request)
        response = view(request, *args, **kwargs)
        if request.method == "POST" and (made := _factors(request) - before):
            for kind in sorted(kind for _, kind in made):
                record_authentication(request, cast("Any", request.user), method="mfa", type=kind)
        return response

    return answer


def _factors(request: HttpRequest) -> set[tuple[int, str]]:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return set(Authenticator.objects.filter(user_id=request.user.pk, type__in=kinds).values_list("pk", "type"))


def _came_from(request: HttpRequest) -> str:
    """The page of ours with the form that was sent."""
    told = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(told, allowed_hosts={request.get_host()})
    return urlsplit(told)._replace(scheme="", netloc="").geturl() if told and known else reverse("account")


def _has_second(request: HttpRequest) -> bool:
    return bool(is_mfa_enabled(request.user))
