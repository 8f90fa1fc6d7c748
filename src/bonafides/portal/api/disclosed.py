"""The record of a business for an agency, by a purpose of its own: what the purpose opens beside what is public."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import BeforeValidator

from bonafides.agencies.scopes import Scope
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import Problem, UnifiedRecord
from bonafides.portal.audience import Identity, either, every_officer, machines
from bonafides.portal.moments import day_of, moment_of
from bonafides.sharing.disclosure import Request, disclosed_record
from bonafides.sharing.lookup import LONGEST

router = Router()
_PROBLEMS = dict.fromkeys((400, 401, 403, 404, 405, 500, 503), Problem)


@router.get(
    "/disclosed/{scheme}/{path:code}",
    auth=either(every_officer(), machines(Scope.RECORDS_READ)),
    response={200: UnifiedRecord, **_PROBLEMS},
    operation_id="get_disclosed",
    summary="The record of one business, as far as a purpose opens it",
)
def get_disclosed(
    request: HttpRequest,
    scheme: Annotated[str, Path(description="the scheme of the code, such as `uscc`", max_length=60)],
    code: Annotated[str, Path(description="the code, in its normal form", max_length=LONGEST)],
    purpose: Annotated[str, Query(..., description="a purpose of the agency, by its name in the pack", max_length=60)],
    case: Annotated[
        str | None,
        Query(None, description="`case:12` of this register, or the agency's own file number", max_length=120),
    ] = None,
    authorisation: Annotated[
        str | None,
        Query(
            None,
            description="the number of the paper in which the business agreed",
            max_length=120,
        ),
    ] = None,
    as_of: Annotated[
        date | None, BeforeValidator(day_of), Query(None, description="the day on which it stood so; default today")
    ] = None,
    known_at: Annotated[
        datetime | None,
        BeforeValidator(moment_of),
        Query(None, description="the moment at which that was known; default now"),
    ] = None,
) -> HttpResponse:
    """Each look is written down, with the purpose, the case and what was opened; the business can read it."""
    who: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    asked = Request(who.who, purpose, case, timezone.localdate(), authorisation)
    text = None if "\0" in scheme + code else disclosed_record(asked, scheme, code, as_of=as_of, known_at=known_at)
    if text is None:
        return problem(404, "expected the code of a business in this register, in its normal form; it holds none such")
    return HttpResponse(text, content_type="application/json")
