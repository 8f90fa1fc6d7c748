"""Who may ask for a route. Every route says so itself, or the tests refuse it.

@api.get("/entities", auth=PUBLIC)                     a route of the API that shows what is public
@api.post("/visits", auth=officers(Role.INSPECTOR))    one for officers with one of these powers, by their token
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
from bonafides.agencies.queries import acting_of_token, roles_of

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
        if (whose := acting_of_token(token)) is None:
            return None
        held = roles_of(*whose, timezone.localdate())
        if not held & set(self.roles):
            raise NotOfThisRoleError(
                f"expected an officer who is {' or '.join(self.roles) or 'named here'}; this one is not"
            )
        return Identity(*whose, frozenset(held))


def officers(*roles: Role) -> Officers:
    """The `auth` of a route of the API for officers with one of these powers."""
    return Officers(*roles)


def every_officer() -> Officers:
    """The `auth` of a route for whoever has any power today."""
    return Officers(*(role for role in Role if role is not Role.OPERATOR))
