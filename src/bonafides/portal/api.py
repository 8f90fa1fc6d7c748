"""The HTTP API, version 1. Errors are RFC 9457 problem details."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from bonafides.portal.moments import MomentRefusedError, moments
from bonafides.portal.problems import problem
from bonafides.portal.schemas import Problem, SearchResult, UnifiedRecord
from bonafides.sharing.search import SearchRefusedError, search_by_name
from bonafides.sharing.unified_record import unified_record

api = NinjaAPI(
    title="Bona Fides",
    version="1",
    description="Credit records of market entities. Subjects are businesses and organisations, never natural persons.",
    docs_url=None,
    urls_namespace="api-v1",
)
_PROBLEMS = {400: Problem, 404: Problem, 422: Problem}


@api.get(
    "/entities/{scheme}/{code}",
    response={200: UnifiedRecord, **_PROBLEMS},
    summary="The unified record of one business",
    operation_id="get_entity",
)
def get_entity(
    request: HttpRequest, scheme: str, code: str, as_of: date | None = None, known_at: datetime | None = None
) -> HttpResponse:
    """As it stood on `as_of` (default today) and as it was known at `known_at` (default now). Public facts only."""
    try:
        day, moment = moments(as_of, known_at)
    except MomentRefusedError as error:
        return problem(400, "Moment refused", str(error))
    # PostgreSQL has made the JSON: no object is built for a row, and the response model serves the OpenAPI file only.
    text = unified_record(scheme, code, as_of=day, known_at=moment)
    if text is None:
        return problem(404, "No such business", "expected the code of a business in this register; it holds none such")
    return HttpResponse(text, content_type="application/json")


@api.get(
    "/entities",
    response={200: SearchResult, **_PROBLEMS},
    summary="Businesses by name",
    operation_id="search_entities",
)
def search_entities(
    request: HttpRequest, name: str, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> HttpResponse | dict[str, object]:
    """Names and former names that hold `name` (two characters or more)."""
    try:
        found = search_by_name(name, limit=limit)
    except SearchRefusedError as error:
        return problem(400, "Query refused", str(error))
    return {"found": [one.as_json() for one in found]}


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    told = "; ".join(f"{'.'.join(str(step) for step in one['loc'][1:])}: {one['msg']}" for one in error.errors)
    return problem(422, "Request not understood", told)
