"""What can be proposed by one administrator and done by another: the arguments of each such act, as they are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from bonafides.acts.roles import Role
from bonafides.agencies.scopes import Scope

Number = Annotated[str, Field(min_length=1, max_length=40, description="the officer's number in the agency")]
Since = Annotated[date, Field(description="from which day on")]
Until = Annotated[date | None, Field(description="up to which day, which is not included; empty: no end")]
RoleName = Annotated[Role, Field(description="the power, such as `inspector`")]


class Arguments(BaseModel):
    """The arguments of one act; equal ones have equal JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    verb: ClassVar[str]

    def as_json(self) -> dict[str, Any]:
        """As a proposal keeps them."""
        return self.model_dump(mode="json")


class Appoint(Arguments):
    """Give an officer a power."""

    verb = "agencies.appoint"
    officer: Number
    role: RoleName
    since: Since
    until: Until = None


class EndPower(Arguments):
    """End a power of an officer."""

    verb = "agencies.end_power"
    officer: Number
    role: RoleName
    ends: Annotated[date, Field(description="the first day without it")]


class RegisterClient(Arguments):
    """Let a program of the agency in, with these scopes."""

    verb = "agencies.register_client"
    title: Annotated[str, Field(min_length=1, max_length=120, description="which program it is")]
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, description="what it may do")]
    until: Annotated[datetime, Field(description="when it must be registered anew")]
    thumbprint: Annotated[
        str | None,
        Field(
            pattern="^[0-9a-f]{64}$", description="SHA-256 of its certificate in hex: without that no token is of use"
        ),
    ] = None


class TieAccount(Arguments):
    """Let an account act as an officer."""

    verb = "agencies.tie_account"
    login: Annotated[str, Field(min_length=1, max_length=120, description="how the account signs in")]
    officer: Number
    since: Since
    until: Until = None


class IssueCredential(Arguments):
    """Give an officer a bearer token, which whoever confirms hands over."""

    verb = "agencies.issue_credential"
    officer: Number
    until: Annotated[datetime, Field(description="how long it is valid")]


class RegisterKey(Arguments):
    """Let a program, or an officer, sign submissions with a key."""

    verb = "submissions.register_key"
    client: Annotated[
        str, Field(min_length=1, max_length=60, description="the client id of the program, or an officer's number")
    ]
    public: Annotated[str, Field(min_length=1, max_length=2000, description="the public key, in PEM")]


_ALL = (Appoint, EndPower, RegisterClient, TieAccount, IssueCredential, RegisterKey)
VERBS: dict[str, type[Arguments]] = {one.verb: one for one in _ALL}
