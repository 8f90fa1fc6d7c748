"""The settings, as a whole: importing them starts nothing, and every answer carries the policy."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.test import Client, RequestFactory
from tests.site.conftest import Place

from bonafides.site.middleware.content_security_policy import POLICY, ContentSecurityPolicyMiddleware


def test_importing_starts_nothing(place: Place) -> None:
    code = """
from bonafides.site.setup import django_setup
django_setup(), django_setup()
from django.conf import settings
from bonafides.site.embedded import cluster
from bonafides.site.embedded.launch import running
print(running(cluster().layout), settings.DEBUG, settings.STATIC_ROOT.parent == cluster().layout.base.parent)
"""
    assert place.python(code) == "None False True"
    assert (place.var / "secret_key").stat().st_mode & 0o777 == 0o600


def test_django_finds_no_fault() -> None:
    assert run_checks() == []


def test_answers_carry_the_security_headers(client: Client) -> None:
    headers = client.get("/no/such/page").headers
    assert headers["Content-Security-Policy"] == POLICY
    assert "unsafe-inline" not in POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_may_bring_a_policy_of_its_own() -> None:
    from django.http import HttpResponse

    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    answer = ContentSecurityPolicyMiddleware(lambda request: own)(RequestFactory().get("/"))
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize(("asked", "got"), [("en-GB,en;q=0.9", "en"), ("zh-CN", "zh-hans"), ("fr", "zh-hans")])
def test_language_follows_the_browser(client: Client, asked: str, got: str) -> None:
    assert client.get("/no/such/page", headers={"accept-language": asked}).headers["Content-Language"] == got


def test_hosts_that_were_not_named_are_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_behind_tls_nothing_is_told_without_it(place: Place) -> None:
    code = """
from bonafides.site.setup import django_setup
django_setup()
from django.conf import settings
from django.test import RequestFactory
from django.middleware.security import SecurityMiddleware
from django.http import HttpResponse
settings.ALLOWED_HOSTS = ["testserver"]
answer = SecurityMiddleware(lambda request: HttpResponse())
plain, sealed = RequestFactory().get("/a?b=1"), RequestFactory().get("/", HTTP_X_FORWARDED_PROTO="https")
print(answer(plain).status_code, answer(plain)["Location"], answer(sealed)["Strict-Transport-Security"],
      settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.LANGUAGE_COOKIE_SECURE)
"""
    told = place.python("import os; os.environ['BONAFIDES_HTTPS'] = '1'" + code)
    assert told == "301 https://testserver/a?b=1 max-age=31536000 True True True"


def test_cookies_go_to_this_site_alone_and_to_no_script(settings: LazySettings) -> None:
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Strict"
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.LANGUAGE_COOKIE_HTTPONLY
