"""Pages for people who sign in. Sessions are read here and nowhere else: a look-up by the public carries none.

@signing("anyone")                     a page of signing in itself, with a session
@signed_in()                           one for whoever is signed in
@signed_in(Role.DECIDER, …)            one for officers with one of these powers today, who came with a second factor
who_of(request)                        who that is, for the door of disclosure
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.middleware import AccountMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from bonafides.acts.roles import Role
from bonafides.agencies.accounts.adapter import CHOSEN
from bonafides.agencies.accounts.queries import officer_of, representative_of
from bonafides.agencies.models import Account
from bonafides.agencies.who import ANYONE, Who
from bonafides.portal.second_factor import came_with_two, second_factor_first

View = Callable[..., HttpResponseBase]
Handler = Callable[[HttpRequest], HttpResponseBase]


def signing(audience: str) -> Callable[[View], View]:
    """A page with a session, for this audience. Nothing of it is kept by a browser or a proxy."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            def inner(request: HttpRequest) -> HttpResponseBase:
                try:
                    response = view(request, *args, **kwargs)
                except Exception as error:
                    told = accounts.process_exception(request, error)
                    if told is None:
                        raise
                    response = cast("HttpResponseBase", told)
                if callable(getattr(response, "render", None)):
                    response = response.render()  # type: ignore[attr-defined]  # while there is a session
                return response

            accounts = AccountMiddleware(inner)
            inside = cast("Handler", AuthenticationMiddleware(cast("Any", accounts)))
            response = cast("HttpResponseBase", SessionMiddleware(cast("Any", inside))(request))
            response.headers["Cache-Control"] = "no-store"
            return response

        answer.audience = audience  # type: ignore[attr-defined]  # read by the structural test
        return answer

    return decorate


def signed_in(*roles: Role) -> Callable[[View], View]:
    """A page for whoever is signed in; with roles, for officers who hold one of them today."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if roles:
                officer = officer_of(request.user.pk)
                if officer is not None and (first := second_factor_first(request)) is not None:
                    return first
                if officer is None or not officer.roles & set(roles):
                    told = _("This page is for officers with another power.")
                    return render(request, "portal/refused.html", {"told": told}, status=403)
            return view(request, *args, **kwargs)

        wanted = "officers: " + ", ".join(roles) if roles else "whoever is signed in"
        return signing(wanted)(answer)

    return decorate


def who_of(request: HttpRequest) -> Who:
    """Who asks for a page: an officer who came with a second factor, a representative of the business chosen, or anyone."""
    user = getattr(request, "user", None)
    if not isinstance(user, Account) or not user.is_authenticated:
        return ANYONE
    chosen = request.session.get(CHOSEN)
    if isinstance(chosen, int):
        return representative_of(user.pk, chosen)
    officer = officer_of(user.pk)
    return officer if officer is not None and came_with_two(request) else ANYONE
