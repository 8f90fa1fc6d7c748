"""Who may ask for a route. Every route says so itself, or the tests refuse it.

@api.get("/entities", auth=PUBLIC)                     a route of the API that shows what is public
@api.post("/visits", auth=officers(Role.INSPECTOR))    one for officers with one of these powers, by their token
@api.post("/acknowledgements", auth=consumers())       one for the consumer that its path names, by its signature
@public                                                a page, or a file, for anyone
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from bonafides.acts.act import Acting, Evidence
from bonafides.acts.roles import Role
from bonafides.agencies.tokens import bearer_of
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
    """A token that is valid, of an officer without the power that a route is for."""


@dataclass(frozen=True)
class Identity:
    """Whose token came with a request: `request.auth`."""

    pack: str
    agency: str
    number: str
    roles: frozenset[Role]

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
        return Identity(bearer.pack, bearer.agency, bearer.number, bearer.roles)


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


def officers(*roles: Role) -> Officers:
    """The `auth` of a route of the API for officers with one of these powers."""
    return Officers(*roles)


def every_officer() -> Officers:
    """The `auth` of a route for whoever has any power today."""
    return Officers(*(role for role in Role if role is not Role.OPERATOR))
