"""Who speaks for a business, at the API: what officers see of it, and how they end it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from bonafides.acts.act import Role
from bonafides.agencies.accounts.speaking import name_of
from bonafides.agencies.acts.end_representation import end_representation
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Representation
from bonafides.entities.queries import UnknownEntityError, entity_by_code, one_with
from bonafides.portal.api.draws import identity
from bonafides.portal.api.problems import problem
from bonafides.portal.api.proposals import Done, Why
from bonafides.portal.api.schemas import FOR_OFFICERS, Problem
from bonafides.portal.audience import officers

router = Router()
_ANSWERS = {404: Problem, **FOR_OFFICERS}
_OFFICERS = officers(Role.CASE_OFFICER, Role.ADMINISTRATOR)
Number = Annotated[int, Path(description="the number of the representation", ge=1, le=2**63 - 1)]
Scheme = Annotated[str, Query(description="the scheme of the code, such as `uscc`", max_length=60)]
Code = Annotated[str, Query(description="the code of the business", max_length=120)]


class RepresentationOut(Schema):
    """That an account speaks for a business. Of its person nothing is told."""

    id: int
    account: Annotated[str, Field(description="the account, by its number")]
    shown_by: Annotated[
        str, Field(description="`document` with the number of the letter, or `claim` with the provider")
    ]
    since: datetime
    until: datetime | None


class RepresentationsOut(Schema):
    """Those that stand now, the oldest first."""

    representations: list[RepresentationOut]


@router.get(
    "/representations", auth=_OFFICERS, response={200: RepresentationsOut, **_ANSWERS},
    operation_id="list_representations", summary="Which accounts speak for a business now",
)  # fmt: skip
def list_representations(request: HttpRequest, scheme: Scheme, code: Code) -> dict[str, Any] | HttpResponse:
    """Also for those that are one with it by decision."""
    try:
        ones = one_with(entity_by_code(scheme, code))
    except UnknownEntityError as error:
        return problem(404, str(error))
    held = Representation.objects.filter(in_force(timezone.now()), entity__in=ones).order_by("since", "pk")
    return {
        "representations": [
            {"id": one.pk, "account": name_of(one.account_id), "shown_by": one.shown_by, "since": one.since, "until": one.until}
            for one in held
        ]
    }  # fmt: skip


@router.post(
    "/representations/{number}/end", auth=_OFFICERS, response={200: Done, **_ANSWERS}, operation_id="end_representation",
    summary="End that an account speaks for a business",
)  # fmt: skip
def post_end(request: HttpRequest, number: Number, given: Why) -> dict[str, Any] | HttpResponse:
    """From now on it does not, in any session. What was sent by it stands. The account may claim the business again."""
    found = Representation.objects.filter(pk=number).first()
    if found is None:
        return problem(404, "expected the number of a representation (list_representations), came another")
    acting = identity(request).acting(given.basis, given.reason)
    end_representation(acting, found)
    return {"act": acting.id}
