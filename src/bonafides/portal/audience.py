"""Who may ask for a route. Every route says so itself, or the tests refuse it.

@api.get("/entities", auth=PUBLIC)                     a route of the API that shows what is public
@api.post("/visits", auth=officers(Role.INSPECTOR))    one for officers with one of these powers, by their token
@api.get("/feed", auth=machines(Scope.FEED))           one for programs of agencies with each of these scopes, by theirs
@api.post("/x", auth=either(officers(…), machines(…))) one for both
@api.post("/token", auth=by_secret())                  the one where programs show their secret for a token
@api.post("/acknowledgements", auth=consumers())       one for the consumer that its path names, by its signature
@public                                                a page, or a file, for anyone
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.security.base import SecuritySchema

from bonafides.acts.act import Acting, Evidence
from bonafides.acts.roles import POWERS, Role
from bonafides.agencies.clients.certificate import thumbprint_of
from bonafides.agencies.clients.queries import TOKEN_PREFIX, program_of
from bonafides.agencies.scopes import MEANT, Scope
from bonafides.agencies.tokens import bearer_of
from bonafides.agencies.who import Kind, Who
from bonafides.consumers.keys import secrets_of
from bonafides.consumers.models import Consumer
from bonafides.consumers.signature import why_not

PUBLIC: None = None
"""The `auth` of a route of the API that shows what is public."""

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Say of a page that anyone may ask for it."""
    view.audience = "anyone"  # type: ignore[attr-defined]  # read by the structural test
    return view


class NotOfThisRoleError(Exception):
    """A token that is valid, of an officer without the power, or of a program without the scope, that a route is for."""


@dataclass(frozen=True)
class Identity:
    """Whose token came with a request: `request.auth`; the number of an officer, or the id of a program."""

    pack: str
    agency: str
    number: str
    roles: frozenset[Role] = frozenset()
    scopes: frozenset[str] = frozenset()
    version: tuple[int, str] | None = field(default=None, compare=False)

    @property
    def who(self) -> Who:
        """Who asks, for the door of disclosure. A program has no roles, an officer no scopes."""
        kind = Kind.MACHINE if self.scopes else Kind.OFFICER
        return Who(kind, self.pack, self.agency, self.number, self.roles, self.scopes, version=self.version)

    def acting(
        self, basis: str, reason: str, evidence: tuple[Evidence, ...] = (), subject: int | None = None
    ) -> Acting:
        """The officer, acting."""
        return Acting(self.number, self.agency, basis, reason, pack=self.pack, evidence=evidence, subject=subject)


class Officers(HttpBearer):
    """A bearer token of an officer who has one of these powers today; of none, if there are none. Acts check it again."""

    openapi_description = "the token that `bonafides officer token` showed"

    def __init__(self, *roles: Role) -> None:
        super().__init__()
        self.roles = roles

    def authenticate(self, request: HttpRequest, token: str) -> Identity | None:
        """The officer of a token; None where it is nobody's, or no longer."""
        if (bearer := bearer_of(token)) is None:
            return None
        if not bearer.roles & set(self.roles):
            raise NotOfThisRoleError(
                f"expected an officer who is {' or '.join(self.roles) or 'named here'}; this one is not"
            )
        return Identity(bearer.pack, bearer.agency, bearer.number, bearer.roles, version=bearer.version)


_OF_PROGRAMS: dict[str, Any] = {
    "type": "oauth2", "description": "OAuth 2 client credentials; a client may be bound to a certificate (RFC 8705)",
    "flows": {"clientCredentials": {"tokenUrl": "/api/v1/token", "scopes": {one.value: MEANT[one] for one in Scope}}},
}  # fmt: skip


class Machines(HttpBearer):
    """A bearer token of a program of an agency that has each of these scopes; with the certificate that it is bound to."""

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.openapi_security_schema = SecuritySchema(**_OF_PROGRAMS)  # ninja knows no OAuth
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Identity | None:
        """The program of a token; None where it is nobody's, or no longer, or without its certificate."""
        if not token.startswith(TOKEN_PREFIX) or (program := program_of(token)) is None:
            return None
        if program.thumbprint is not None and program.thumbprint != thumbprint_of(request.META):
            return None
        if not program.scopes or not set(self.scopes) <= program.scopes:
            raise NotOfThisRoleError(f"expected a token with the scope {' '.join(self.scopes)}; this one has not")
        return Identity(program.pack, program.agency, program.client_id, scopes=program.scopes, version=program.version)


class BySecret:
    """The secret of a program, by HTTP Basic. The route itself asks the library, which checks it."""

    openapi_security_schema: dict[str, str] = {  # noqa: RUF012  # read by ninja
        "type": "http", "scheme": "basic", "description": "the id and the secret that `bonafides client register` showed",
    }  # fmt: skip

    def __call__(self, request: HttpRequest) -> bool:
        """Go on: who this is, is found out with the secret."""
        return True


class NotSignedError(Exception):
    """A request that is not signed by the consumer that it names."""


class Consumers:
    """A signature by the secret of the consumer `name` in the path, after Standard Webhooks; `request.auth` is the consumer."""

    openapi_security_schema: dict[str, str] = {  # noqa: RUF012  # read by ninja
        "type": "apiKey", "in": "header", "name": "webhook-signature",
        "description": "Standard Webhooks: `v1,BASE64`, with webhook-id and webhook-timestamp; by the consumer's secret",
    }  # fmt: skip

    def __call__(self, request: HttpRequest) -> Consumer:
        """The consumer. Raises NotSignedError, with the same words for one that there is not."""
        name = request.resolver_match.kwargs.get("name", "") if request.resolver_match else ""
        consumer = Consumer.objects.filter(name=name, ended=None).first() if "\0" not in name else None
        now = timezone.now()
        secrets = secrets_of(consumer, now) if consumer else []
        headers = {
            f"webhook-{one}": request.headers.get(f"webhook-{one}", "") for one in ("id", "timestamp", "signature")
        }
        why = why_not(secrets, headers, now, request.body)
        if consumer is None or why is not None:
            raise NotSignedError(why or "webhook-signature: expected one by the secret of this consumer, came another")
        return consumer


def consumers() -> Consumers:
    """The `auth` of a route of the API for the consumer that its path names."""
    return Consumers()


def by_secret() -> BySecret:
    """The `auth` of the route where programs get a token for their secret."""
    return BySecret()


def machines(*scopes: Scope) -> Machines:
    """The `auth` of a route of the API for programs of agencies that have each of these scopes."""
    return Machines(*scopes)


def either(*doors: Officers | Machines) -> list[Officers | Machines]:
    """The `auth` of a route for several: whose token it is decides at which of these doors it counts."""
    return list(doors)


def officers(*roles: Role) -> Officers:
    """The `auth` of a route of the API for officers with one of these powers; what is none of these opens nothing here."""
    return Officers(*(role for role in roles if role is not Role.REPRESENTATIVE))


def every_officer() -> Officers:
    """The `auth` of a route for whoever has any power today."""
    return Officers(*POWERS)
