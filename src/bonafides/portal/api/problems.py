"""RFC 9457 problem details: every answer of the API that is no success."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from http import HTTPStatus

import psycopg
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from bonafides.acts.spoken import spoken
from bonafides.kernel.identifiers.natural_person import mask
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.portal.api.language import accepted

View = Callable[..., HttpResponse]
_asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)
_log = logging.getLogger("bonafides.portal")


def problem(status: int, detail: str, **headers: str) -> JsonResponse:
    """An error answer: what was expected, what to do. Never repeats what came: it may be a person's number.

    What is a sentence, a refusal of an act say, is said in the language that the request accepts; English where it names none.
    """
    if isinstance(detail, (Sentence, Joined)):
        detail = spoken(detail, accepted(_asking.get()))
    detail = mask(detail)
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def answered(view: View) -> View:
    """Wrap a view of the API: HEAD is answered like GET, whatever goes wrong is a problem, no answer is kept.

    Nothing may be cached, because what is no longer public must be gone everywhere at once.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        _asking.set(request)
        asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = nothing_here(request)
        request.method = asked  # by which the server leaves the body out
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = ", ".join(sorted({*response.headers["Allow"].split(", "), "HEAD"}))
            response = problem(405, f"expected one of the methods {allowed}", Allow=allowed)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Length"] = str(len(response.content))
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is read under /api/
    return answer


def nothing_here(request: HttpRequest, **rest: str) -> JsonResponse:
    """No such address in the API."""
    return problem(404, "there is nothing at this address; /api/v1/openapi.json lists what there is")


def failed(error: Exception) -> JsonResponse:
    """An error of ours: told to the log, not to the caller."""
    if isinstance(error, (OperationalError, InterfaceError, psycopg.OperationalError)):
        _log.error("the database cannot be asked: %s", error)
        detail = "the register cannot be asked just now; try again in a few seconds"
        return problem(503, detail, **{"Retry-After": "5"})
    if isinstance(error, DataError) and "NUL" in str(error):  # nothing that the register keeps or asks for has one
        return problem(400, "expected text without the character U+0000, came some with; leave it out")
    _log.error("the API failed", exc_info=error)
    return problem(500, "this is an error of the register's, not of the request; its operator finds it in the log")
