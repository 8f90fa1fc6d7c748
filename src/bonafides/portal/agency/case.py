"""The page of a case, its drawing, and the files of its steps."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from bonafides.acts.files import fault_of, path_of
from bonafides.agencies.words import role_title
from bonafides.kernel.procedure.diagram import diagram
from bonafides.packs.labels import language
from bonafides.portal.agency.case_told import case_told
from bonafides.portal.agency.cases_own import own_case
from bonafides.portal.agency.disclosed import may_open
from bonafides.portal.agency.officer import for_officers, nothing, page, the_officer
from bonafides.portal.public.procedures import DRAWN


@for_officers()
@require_safe
def case(request: HttpRequest, number: int) -> HttpResponse:
    """Where a case stands, what may be done next, and all that was done."""
    who, today = the_officer(request), timezone.localdate()
    one = own_case(who, number)
    if one is None:
        return nothing(request, who)
    return page(request, who, "case", case_told(one, who, today) | {"may_open": may_open(who)})


@for_officers()
@require_safe
def drawing(request: HttpRequest, number: int) -> HttpResponse:
    """The procedure of a case, drawn, with the state that it is in marked."""
    who = the_officer(request)
    one = own_case(who, number)
    if one is None:
        return nothing(request, who)
    drawn = diagram(one.procedure, (language(),), one.state, role_title)
    answer = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    answer.headers["Content-Security-Policy"] = DRAWN
    return answer


@for_officers()
@require_safe
def file(request: HttpRequest, number: int, sha256: str) -> HttpResponseBase:
    """A file that a step of a case rests on: to be kept, never shown in the page, for anybody may have sent it."""
    who = the_officer(request)
    one = own_case(who, number)
    kept = next((each for row in one.steps for each in row.files if each["sha256"] == sha256), None) if one else None
    if kept is None or fault_of(sha256) is not None:
        return nothing(request, who)
    return FileResponse(
        path_of(sha256).open("rb"), as_attachment=True, filename=kept["name"], content_type="application/octet-stream"
    )
