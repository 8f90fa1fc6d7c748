"""Where a program of an agency gets a token for its secret: OAuth 2 client credentials (RFC 6749, section 4.4)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Form, Router, Schema
from oauth2_provider.oauth2_backends import get_oauthlib_core
from pydantic import Field

from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import by_secret

router = Router()
# What RFC 6749 says in a word, said in a sentence.
TOLD = {
    "invalid_client": "expected `Authorization: Basic` with the id and secret of a program that is registered and has not "
    "ended, and by the proxy the certificate that it is bound to, if it is",
    "invalid_scope": "scope: expected scopes that this program is registered with, a space between",
    "unsupported_grant_type": "grant_type: expected client_credentials",
    "invalid_request": "expected a form with grant_type=client_credentials and no field twice",
}


class Token(Schema):
    """A token for a while."""

    access_token: Annotated[str, Field(description="for `Authorization: Bearer`; it is not kept here")]
    token_type: str
    expires_in: Annotated[int, Field(description="seconds")]
    scope: Annotated[str, Field(description="the scopes it has, a space between")]


class Refusal(Problem):
    """A problem that also says the word of RFC 6749, for programs."""

    error: Annotated[str, Field(description="such as `invalid_client` or `invalid_scope`")]


PROBLEMS = dict.fromkeys((400, 401), Refusal) | dict.fromkeys((405, 500, 503), Problem)


@router.post(
    "/token", auth=by_secret(), response={200: Token, **PROBLEMS}, operation_id="get_token",
    summary="A token for a program of an agency",
)  # fmt: skip
def get_token(
    request: HttpRequest,
    grant_type: Annotated[str, Form("", max_length=60, description="`client_credentials`")] = "",
    scope: Annotated[
        str, Form("", max_length=200, description="what it is to open; all that the program has, if empty")
    ] = "",
) -> HttpResponse:
    """By the program's secret, over HTTP Basic; with its certificate, where it is bound to one. It lives ten minutes."""
    if "\0" in grant_type + scope:
        return refused("invalid_request", 400)
    _, _, body, status = get_oauthlib_core().create_token_response(request)
    if status == HTTPStatus.OK:
        return HttpResponse(body, content_type="application/json")
    return refused(str(json.loads(body).get("error")), status)


def refused(error: str, status: int, told: str = "") -> HttpResponse:
    """A refusal as a problem, with the error of RFC 6749 beside."""
    told = told or TOLD.get(error, TOLD["invalid_request"])
    headers: dict[str, str] = (
        {"WWW-Authenticate": 'Basic realm="bonafides"'} if status == HTTPStatus.UNAUTHORIZED else {}
    )
    answer = problem(status, told, **headers)
    answer.content = json.dumps({**json.loads(answer.content), "error": error}).encode()
    return answer
