"""The pages of signing in: those of django-allauth that we need, by name, each with a session; no others of its."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account import views as accounts
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from bonafides.portal.second_factor import with_new_factor
from bonafides.portal.signed_in import View, signing
from bonafides.portal.signing import account as account_page
from bonafides.portal.signing import represent as represent_page

ANYONE, SELF = "anyone, to sign in", "whoever is signed in"


def _to_providers(view: View) -> View:
    """A form that leads on to a provider of identities: a browser must be told that it may."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        apps: Any = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        servers = sorted({"/".join(str(one["settings"]["server_url"]).split("/")[:3]) for one in apps})
        response = view(request)
        response.form_action = servers  # type: ignore[attr-defined]  # for the middleware of the policy
        return response

    return answer


def _patterns() -> Iterator[URLPattern]:
    for route, view, audience, name in (
        ("login/", _to_providers(accounts.login), ANYONE, "account_login"),
        ("logout/", accounts.logout, "anyone", "account_logout"),
        ("inactive/", accounts.account_inactive, "anyone", "account_inactive"),
        ("reauthenticate/", accounts.reauthenticate, SELF, "account_reauthenticate"),
        ("second-factor/", factors.index, SELF, "mfa_index"),
        ("second-factor/authenticate/", factors.authenticate, ANYONE, "mfa_authenticate"),
        ("second-factor/reauthenticate/", factors.reauthenticate, SELF, "mfa_reauthenticate"),
        ("second-factor/totp/", with_new_factor(totp.activate_totp), SELF, "mfa_activate_totp"),
        ("second-factor/totp/off/", totp.deactivate_totp, SELF, "mfa_deactivate_totp"),
        ("second-factor/codes/", codes.view_recovery_codes, SELF, "mfa_view_recovery_codes"),
        ("second-factor/codes/new/", codes.generate_recovery_codes, SELF, "mfa_generate_recovery_codes"),
        ("second-factor/keys/", keys.list_webauthn, SELF, "mfa_list_webauthn"),
        ("second-factor/keys/add/", with_new_factor(keys.add_webauthn), SELF, "mfa_add_webauthn"),
        ("second-factor/keys/reauthenticate/", keys.reauthenticate_webauthn, SELF, "mfa_reauthenticate_webauthn"),
        ("second-factor/keys/<int:pk>/remove/", keys.remove_webauthn, SELF, "mfa_remove_webauthn"),
        ("oidc/<str:provider_id>/", oidc.login, ANYONE, "openid_connect_login"),
        ("oidc/<str:provider_id>/back/", oidc.callback, ANYONE, "openid_connect_callback"),
        ("oidc-error/", social.login_error, "anyone", "socialaccount_login_error"),
        ("oidc-cancelled/", social.login_cancelled, "anyone", "socialaccount_login_cancelled"),
    ):
        yield path(route, signing(audience)(view), name=name)


urlpatterns = [
    path("", account_page.account, name="account"),
    path("password/", account_page.password, name="account_change_password"),
    path("invited/<str:number>/<str:token>", account_page.invitation, name="invitation"),
    path("businesses/claim", represent_page.claim, name="claim"),
    path("businesses/choose", represent_page.choose, name="choose"),
    path("businesses/<int:number>/end", represent_page.end, name="end-representation"),
    *_patterns(),
]
