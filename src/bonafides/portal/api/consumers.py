"""Consumers: they acknowledge what ended, and anyone may see how many are late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import BaseModel, BeforeValidator, Field

from bonafides.consumers.confirm import confirm
from bonafides.consumers.models import Consumer
from bonafides.consumers.queries import consistency_figure
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import PUBLIC, consumers
from bonafides.portal.moments import day_of

router = Router()
YEAR = timedelta(days=365)


class Confirmation(BaseModel):
    """What a consumer acknowledges: the ids of messages that it was sent."""

    ids: Annotated[list[str], Field(min_length=1, max_length=1_000, examples=[["end-12"]])]


class Confirmed(BaseModel):
    """What was acknowledged now, what had been before, and which ids were never sent to this consumer."""

    acknowledged: list[str]
    before: list[str]
    unknown: list[str]


class Count(BaseModel):
    """How many in their time, and how many late."""

    in_time: int
    late: int


class ConsistencyFigure(BaseModel):
    """How many ends were told to consumers in a span of days, and how many were acknowledged. It names nobody."""

    since: date
    day: date
    consumers: int
    ends: int
    acknowledged: Count
    open: Count


Since = Annotated[
    date | None, BeforeValidator(day_of), Query(None, description="from which day on; default a year ago")
]


@router.post(
    "/consumers/{name}/acknowledgements",
    auth=consumers(),
    response={200: Confirmed, **dict.fromkeys((400, 401, 403, 405, 409, 500, 503), Problem)},
    operation_id="acknowledge_ends",
    summary="Acknowledge what ended",
)
def acknowledge_ends(
    request: HttpRequest, name: Annotated[str, Path(description="the consumer", max_length=60)], given: Confirmation
) -> dict[str, object]:
    """For a consumer that takes messages in and works them off later. An answer of 2xx to a message acknowledges it as well."""
    consumer: Consumer = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    return confirm(consumer, given.ids).as_json()


@router.get(
    "/consistency",
    auth=PUBLIC,
    response={200: ConsistencyFigure, **dict.fromkeys((400, 405, 500, 503), Problem)},
    operation_id="get_consistency",
    summary="How many consumers are late",
)
def get_consistency(request: HttpRequest, since: Since = None) -> HttpResponse | dict[str, object]:
    """Of the ends told to consumers since a day: how many were acknowledged in their time, late, or not yet."""
    if not request.GET.keys() <= {"since"}:
        return problem(400, "expected no other parameters than since")
    today = timezone.localdate()
    return consistency_figure(since or today - YEAR, today).as_json()
