"""Powers under four eyes, by the API: an administrator proposes, another confirms or drops."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field, ValidationError

from bonafides.acts.act import ActRefusedError, Role
from bonafides.agencies.acts.drop_proposal import drop_proposal
from bonafides.agencies.acts.propose import propose
from bonafides.agencies.acts.register_client import Registered
from bonafides.agencies.arguments import VERBS
from bonafides.agencies.confirm import confirm
from bonafides.agencies.proposals import open_proposals, proposal_of
from bonafides.agencies.queries import agency
from bonafides.kernel.sentence import SEMICOLON, Joined
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import Identity, officers

router = Router()
PROBLEMS = dict.fromkeys((400, 401, 403, 405, 409, 500, 503), Problem)
Number = Annotated[int, Path(description="the number of the proposal", ge=1, le=2**63 - 1)]


class Why(Schema):
    """What an act rests on."""

    basis: Annotated[str, Field(min_length=1, max_length=400, description="the instrument and article")]
    reason: Annotated[str, Field(min_length=1, max_length=2000, description="why")]


class Proposed(Why):
    """An act that somebody else is to do."""

    verb: Annotated[str, Field(description="such as `agencies.appoint`", max_length=60)]
    arguments: Annotated[dict[str, Any], Field(description="its arguments: docs/reference/identity.md")]


class OpenProposal(Schema):
    """A proposal that can be confirmed."""

    id: int
    verb: str
    arguments: dict[str, Any]
    proposer: Annotated[str, Field(description="the officer who made it")]
    reason: str
    until: Annotated[datetime, Field(description="when it lapses")]


class Proposals(Schema):
    """Those of the own agency."""

    proposals: list[OpenProposal]


class Done(Schema):
    """The act that was done; what it gave, where that is shown once."""

    act: int
    client_id: str | None = None
    client_secret: str | None = None
    token: str | None = None


def _who(request: HttpRequest) -> Identity:
    who: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    return who


@router.get(
    "/proposals", auth=officers(Role.ADMINISTRATOR, Role.AUDITOR), response={200: Proposals, **PROBLEMS},
    operation_id="list_proposals", summary="What administrators of the own agency have proposed",
)  # fmt: skip
def list_proposals(request: HttpRequest) -> dict[str, object]:
    """Those that can still be confirmed, the oldest first."""
    who = _who(request)
    return {"proposals": open_proposals(agency(who.pack, who.agency))}


@router.post(
    "/proposals", auth=officers(Role.ADMINISTRATOR), response={200: Done, **PROBLEMS}, operation_id="propose",
    summary="Propose a change of powers",
)  # fmt: skip
def post_proposal(request: HttpRequest, given: Proposed) -> dict[str, object]:
    """Nothing changes by it, until another administrator confirms."""
    who = _who(request)
    kind = VERBS.get(given.verb)
    if kind is None:
        raise ActRefusedError("verb: expected one of %(verbs)s; nothing was changed", verbs=Joined(VERBS))
    try:
        arguments: Any = kind.model_validate(given.arguments)
    except ValidationError as error:
        told = Joined(
            (f"{(one['loc'][0] if one['loc'] else 'arguments')}: {one['msg']}" for one in error.errors()), SEMICOLON
        )
        raise ActRefusedError("arguments: %(told)s; nothing was changed", told=told) from error
    acting = who.acting(given.basis, given.reason)
    propose(acting, agency(who.pack, who.agency), arguments)
    return {"act": acting.id}


@router.post(
    "/proposals/{number}/confirm", auth=officers(Role.ADMINISTRATOR), response={200: Done, 404: Problem, **PROBLEMS},
    operation_id="confirm_proposal", summary="Do what another administrator proposed",
)  # fmt: skip
def post_confirmation(request: HttpRequest, number: Number, given: Why) -> dict[str, object]:
    """By the act that it names. A secret or a token is in this answer, and nowhere else."""
    who = _who(request)
    acting = who.acting(given.basis, given.reason)
    made = confirm(acting, proposal_of(agency(who.pack, who.agency), number))
    shown: dict[str, object] = {"token": made} if isinstance(made, str) else {}
    if isinstance(made, Registered):
        shown = {"client_id": made.client.client_id, "client_secret": made.secret}
    return {"act": acting.id, **shown}


@router.post(
    "/proposals/{number}/drop", auth=officers(Role.ADMINISTRATOR), response={200: Done, 404: Problem, **PROBLEMS},
    operation_id="drop_proposal", summary="Drop a proposal",
)  # fmt: skip
def post_drop(request: HttpRequest, number: Number, given: Why) -> dict[str, object]:
    """Taken back by whoever made it, or refused by another."""
    who = _who(request)
    acting = who.acting(given.basis, given.reason)
    drop_proposal(acting, proposal_of(agency(who.pack, who.agency), number))
    return {"act": acting.id}
