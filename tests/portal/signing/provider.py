"""A provider of identities that is none of ours: OpenID Connect by django-oauth-toolkit, a site of its own on loopback.

with provider(back="http://localhost:8000/account/oidc/province/back/") as server: …    its address
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from wsgiref.simple_server import WSGIServer, make_server

CLIENT, SECRET = "register", "a secret of the two"
PERSON, PASSWORD = "zhao", "a password of the province"
CLAIM = "enterprise_code"
NAME = "tests.portal.signing.provider"


@contextmanager
def provider(back: str, code: str) -> Iterator[str]:
    """Its process. Who signs in there speaks for the business of a code; the way back is the one that was agreed."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", NAME, folder, back, code]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "BONAFIDES_"))}
        root = Path(__file__).resolve().parents[3]
        with subprocess.Popen(command, cwd=root, env=kept, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                yield process.stdout.readline().strip()
            finally:
                process.terminate()


def _configured(folder: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from django.conf import settings

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    settings.configure(
        SECRET_KEY="of the province", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=NAME, LOGIN_URL="/sign-in",
        USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/db"}},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider"],
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                    "django.contrib.auth.middleware.AuthenticationMiddleware"],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True, "PKCE_REQUIRED": True, "SCOPES": {"openid": "who", "profile": "more", "email": "mail"},
            "OIDC_RSA_PRIVATE_KEY": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
            "OAUTH2_VALIDATOR_CLASS": f"{NAME}.validator",
        },
    )  # fmt: skip


def validator(*given: Any, **more: Any) -> Any:
    """What says of a person for which business that one speaks."""
    from oauth2_provider.oauth2_validators import OAuth2Validator

    class Says(OAuth2Validator):  # type: ignore[misc]  # the library has no types
        oidc_claim_scope = None  # whatever was asked for

        def get_additional_claims(self, request: Any) -> dict[str, str]:
            return {CLAIM: sys.argv[3]}

    return Says(*given, **more)


def sign_in(request: Any) -> Any:
    """The page on which a person signs in there."""
    from django.contrib.auth import authenticate, login
    from django.http import HttpResponse, HttpResponseRedirect

    if request.method == "POST":
        person = authenticate(username=request.POST["login"], password=request.POST["password"])
        if person is not None:
            login(request, person)
            return HttpResponseRedirect(request.GET["next"])
    return HttpResponse(
        '<!doctype html><html lang="en"><title>Province</title><form method="post"><input name="login" aria-label="login">'
        '<input name="password" type="password" aria-label="password"><button>Sign in at the province</button></form>'
    )


def main(folder: str, back: str) -> None:
    """Serve until ended; the address is the first line that it prints."""
    _configured(folder)
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.urls import include, path
    from oauth2_provider.models import Application

    globals()["urlpatterns"] = [path("sign-in", sign_in), path("", include("oauth2_provider.urls"))]
    call_command("migrate", verbosity=0)
    User.objects.create_user(PERSON, password=PASSWORD)
    Application.objects.create(
        client_id=CLIENT, client_secret=SECRET, redirect_uris=back, client_type="confidential", algorithm="RS256",
        authorization_grant_type="authorization-code", skip_authorization=True,
    )  # fmt: skip
    with make_server("127.0.0.1", 0, get_wsgi_application(), WSGIServer) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    sys.modules[NAME] = sys.modules["__main__"]
    main(sys.argv[1], sys.argv[2])
