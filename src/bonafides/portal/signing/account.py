"""The own account: who one is here, the second factor, the businesses one speaks for; and the page of an invitation."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import password_change
from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bonafides.agencies.accounts.adapter import CHOSEN
from bonafides.agencies.accounts.invitation import invited
from bonafides.agencies.accounts.queries import officer_of, represented
from bonafides.agencies.accounts.store import with_password
from bonafides.agencies.words import role_titles
from bonafides.portal.second_factor import came_with_two
from bonafides.portal.signed_in import signed_in, signing


@signed_in()
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is, and what is still to be done before one can act."""
    pk = int(request.user.pk or 0)
    who = officer_of(pk)
    factors = set(Authenticator.objects.filter(user_id=pk).values_list("type", flat=True))
    context = {
        "login": request.user.get_username(), "officer": who, "number": who.name if who else "",
        "roles": role_titles(who.roles) if who else "", "two": came_with_two(request),
        "factors": bool(factors & {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}),
        "password": _has_password(request), "businesses": represented(pk), "chosen": request.session.get(CHOSEN),
        "here": request.path,
    }  # fmt: skip
    return render(request, "portal/account.html", context)


@signing("whoever is signed in")
def password(request: HttpRequest) -> HttpResponseBase:
    """A new password. Whoever comes by a provider of identities has none, and gets none here: it would be a second way in."""
    if request.user.is_authenticated and not _has_password(request):
        return redirect("account")
    return cast("HttpResponseBase", password_change(request))


@signing("anyone who holds the link of an invitation")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """The first password. The link opens nothing afterwards."""
    whose = invited(number, token)
    if whose is None:
        told = _(
            "This invitation opens nothing any more: it was used, or is too old. Whoever invited you gives another."
        )
        return render(request, "portal/refused.html", {"told": told}, status=404)
    form: Any = SetPasswordForm(whose, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with_password(form)
        login(request, whose, backend="allauth.account.auth_backends.AuthenticationBackend")
        record_authentication(request, whose, method="password", reauthenticated=True)  # chosen just now
        return redirect("mfa_index")
    return render(
        request, "portal/invitation.html", {"form": form, "login": whose.login}, status=400 if form.errors else 200
    )


def _has_password(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_usable_password()
