"""The HTTP API, version 1. Errors are RFC 9457 problem details."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from ninja import NinjaAPI, Path, Query
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BeforeValidator

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.agencies.proposals import UnknownProposalError
from bonafides.portal.api import (
    access,
    batches,
    boards,
    case_acts,
    checks,
    consumers,
    disclosed,
    documents,
    draw_acts,
    evidence,
    feed,
    ledger,
    lists,
    me,
    measures,
    once,
    pledges,
    proposals,
    remedies,
    representations,
    signals,
    submissions,
    token,
    visit_acts,
)
from bonafides.portal.api.problems import answered, failed, problem
from bonafides.portal.api.schemas import Items, Problem, SearchResult, UnifiedRecord
from bonafides.portal.audience import PUBLIC, NotOfThisRoleError, NotSignedError, officers
from bonafides.portal.moments import day_of, moment_of
from bonafides.portal.searches import wait_to_search
from bonafides.sharing.lookup import LONGEST
from bonafides.sharing.public_record import public_record
from bonafides.sharing.published_items import published_items
from bonafides.sharing.purpose import NotDisclosedError
from bonafides.sharing.search import SearchRefusedError, search_by_name
from bonafides.submissions.client import SubmissionRefusedError


class Api(NinjaAPI):
    """Ninja's, with problems for errors in what it answers and in what it documents."""

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        """The addresses, each view wrapped."""
        patterns, app, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = answered(pattern.callback)
        return patterns, app, namespace

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The OpenAPI file; errors under their own media type."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for path in schema["paths"].values():
            for operation in path.values():
                if "requestBody" in operation:
                    operation["requestBody"] = _with_own_parts(
                        operation["requestBody"], schema["components"]["schemas"]
                    )
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in answer["content"]:
                        answer["content"]["application/problem+json"] = answer["content"].pop("application/json")
        return schema


def _with_own_parts(body: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """A body whose schema we gave ourselves: what that is made of has its place among all others."""
    content = {}
    for media, one in body["content"].items():
        schemas |= one["schema"].get("$defs", {})
        own = {name: part for name, part in one["schema"].items() if name != "$defs"}
        content[media] = {**one, "schema": own}
    return {**body, "content": content}


api = Api(
    title="Bona Fides",
    version="1",
    description="Credit records of market entities. Subjects are businesses and organisations, never natural persons. "
    "Answers hold what is public today and may not be kept: what ends, ends everywhere. HEAD is answered like GET.",
    docs_url=None,
    auth=officers(),  # of no power: a route that says nothing of whom it is for is for nobody
    urls_namespace="api-v1",
)
_PROBLEMS = {400: Problem, 404: Problem, 405: Problem, 500: Problem, 503: Problem}
AsOf = Annotated[
    date | None,
    BeforeValidator(day_of),
    Query(None, description="the day on which the record stood so; default today"),
]
KnownAt = Annotated[
    datetime | None,
    BeforeValidator(moment_of),
    Query(
        None,
        description="the moment, passed, at which that was known; default now. Without an offset it is in the time "
        "zone of the register; a day alone means its end",
    ),
]
Day = Annotated[
    date | None,
    BeforeValidator(day_of),
    Query(None, description="the day on which the items are in force; default today"),
]
SchemeName = Annotated[str, Path(description="the scheme of the code, such as `uscc`", max_length=60)]
CodeOfScheme = Annotated[str, Path(description="the code, in its normal form", max_length=LONGEST)]


@api.get(
    "/entities/{scheme}/{path:code}",
    auth=PUBLIC,
    response={200: UnifiedRecord, **_PROBLEMS},
    summary="The unified record of one business",
    operation_id="get_entity",
)
def get_entity(
    request: HttpRequest, scheme: SchemeName, code: CodeOfScheme, as_of: AsOf = None, known_at: KnownAt = None
) -> HttpResponse:
    """As it stood on `as_of`, as it was known at `known_at`. Only what is public today, whatever day is asked about."""
    if refused := _unknown_parameters(request, {"as_of", "known_at"}):
        return refused
    # PostgreSQL has made the JSON: no object is built for a row, and the response model serves the OpenAPI file only.
    text = None if "\0" in scheme + code else public_record(scheme, code, as_of=as_of, known_at=known_at)
    if text is None:
        return problem(404, "expected the code of a business in this register, in its normal form; it holds none such")
    return HttpResponse(text, content_type="application/json")


@api.get(
    "/entities",
    auth=PUBLIC,
    response={200: SearchResult, 429: Problem, **{status: one for status, one in _PROBLEMS.items() if status != 404}},
    summary="Businesses by name",
    operation_id="search_entities",
)
def search_entities(
    request: HttpRequest,
    name: Annotated[str, Query(..., description="two characters of a name or former name, or more")],
    limit: Annotated[int, Query(20, ge=1, le=100, description="at most so many businesses")] = 20,
) -> HttpResponse | dict[str, object]:
    """Names and former names, as they stand, shortened or mistyped: equal ones first; `match` says how each meets `name`."""
    if refused := _unknown_parameters(request, {"name", "limit"}):
        return refused
    if wait := wait_to_search(request):
        told = "expected fewer searches from one address; wait as long as Retry-After says (seconds), then go on"
        return problem(429, told, **{"Retry-After": str(wait)})
    try:
        found = search_by_name(name, limit=limit)
    except SearchRefusedError as error:
        return problem(400, f"name: {error}")
    return {"found": [one.as_json() for one in found]}


@api.get(
    "/inspection-items",
    response={200: Items, **{status: one for status, one in _PROBLEMS.items() if status != 404}},
    summary="What may be inspected",
    operation_id="list_inspection_items",
    auth=PUBLIC,
)
def list_inspection_items(request: HttpRequest, day: Day = None) -> HttpResponse | dict[str, object]:
    """The items of every pack in force here on a day: what is not among them may not be inspected."""
    if refused := _unknown_parameters(request, {"day"}):
        return refused
    asked = day or timezone.localdate()
    return {"day": asked, "items": [one.as_json() for one in published_items(asked)]}


def _unknown_parameters(request: HttpRequest, known: set[str]) -> HttpResponse | None:
    """A misspelt `as_of`, passed over, would answer for another day than was asked about."""
    if request.GET.keys() <= known:
        return None
    return problem(400, f"expected no other parameters than {', '.join(sorted(known))}")


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    told = "; ".join(f"{one['loc'][-1]}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors)
    if request.path.endswith("/token"):  # whose refusals are in the words of RFC 6749 too
        return token.refused("invalid_request", 400, told)
    return problem(400, told)


@api.exception_handler(HttpError)
def _no_json(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "the body: expected JSON of the form that /api/v1/openapi.json describes")


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    told = (
        "expected `Authorization: Bearer TOKEN` with a valid token of one for whom this is: an officer, to whom an "
        "administrator gives another, or a program, which gets one at /api/v1/token"
    )
    return problem(401, told, **{"WWW-Authenticate": 'Bearer realm="bonafides"'})


@api.exception_handler(NotSignedError)
def _not_signed(request: HttpRequest, error: NotSignedError) -> HttpResponse:
    return problem(401, str(error), **{"WWW-Authenticate": 'Webhook realm="bonafides"'})


@api.exception_handler(NotOfThisRoleError)
@api.exception_handler(NotPermittedError)
def _not_permitted(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(403, str(error))


@api.exception_handler(NotDisclosedError)
def _not_disclosed(request: HttpRequest, error: NotDisclosedError) -> HttpResponse:
    return problem(403, str(error))


@api.exception_handler(UnknownProposalError)
def _no_such(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(404, str(error))


@api.exception_handler(ActRefusedError)
def _refused(request: HttpRequest, error: ActRefusedError) -> HttpResponse:
    return problem(409, str(error))


@api.exception_handler(SubmissionRefusedError)
def _not_taken(request: HttpRequest, error: SubmissionRefusedError) -> HttpResponse:
    headers = {"WWW-Authenticate": 'Signature realm="bonafides"'} if error.status == 401 else {}
    return problem(error.status, str(error), **headers)


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    return failed(error)


api.add_router("", me.router)
api.add_router("", access.router)
# First what programs ask all day: an address is compared with one route after another.
api.add_router("", evidence.router)
api.add_router("", checks.router)
api.add_router("", disclosed.router)
api.add_router("", token.router)
api.add_router("", proposals.router)
api.add_router("", representations.router)
api.add_router("", consumers.router)
api.add_router("", measures.router)
api.add_router("", remedies.router)
api.add_router("", pledges.router)
api.add_router("", once.router)
api.add_router("/inspections", draw_acts.router)
api.add_router("/inspections", visit_acts.router)
api.add_router("", ledger.router)
api.add_router("", documents.router)
api.add_router("", submissions.router)
api.add_router("", batches.router)
api.add_router("", feed.router)
api.add_router("/cases", case_acts.router)
api.add_router("", lists.router)
api.add_router("", boards.router)
api.add_router("/signals", signals.router)
