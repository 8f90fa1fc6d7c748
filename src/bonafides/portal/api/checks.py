"""Checks at a decision point, by the API: an agency's many codes, anyone's one; and the keys that answers are signed with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja import Path, Query, Router

from bonafides.measures.checks.asker import PUBLIC as ANYONE
from bonafides.measures.checks.asker import Asker, of_agency
from bonafides.measures.checks.check import CheckRefusedError, check
from bonafides.measures.checks.keys import status_keys
from bonafides.measures.checks.points import At, UnknownPointError, point_in_force
from bonafides.portal.api.check_schemas import Checked, CheckIn
from bonafides.portal.api.draws import identity
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS, Problem
from bonafides.portal.audience import PUBLIC, every_officer, public
from bonafides.sharing.lookup import LONGEST
from bonafides.sharing.public_record import public_record

router = Router(tags=["checks"])
_PROBLEMS = dict.fromkeys((400, 404, 405, 500, 503), Problem)
_UNKNOWN = (
    "expected the code of a business of this register, in its normal form; it holds none such, and nothing follows"
)
TOKEN_ALONE = "application/jwt"  # noqa: S105  # a media type
PointName = Annotated[str, Path(description="the decision point, such as `procurement.supplier`", max_length=60)]
PackName = Annotated[
    str | None, Query(None, description="the pack whose point it is, where more than one has it", max_length=60)
]


@router.post(
    "/checks", auth=every_officer(), response={200: Checked, **FOR_OFFICERS}, operation_id="check",
    summary="May these businesses do this now",
)  # fmt: skip
def post_checks(request: HttpRequest, given: CheckIn) -> HttpResponse:
    """For an officer of an agency that decides at the point: every measure that counts there now, of up to 10,000 codes.

    With `Accept: application/jwt` the answer is the token alone.
    """
    who = identity(request)
    try:
        at = point_in_force(given.point, given.pack)
    except UnknownPointError as error:
        return problem(404, f"point: {error}")
    return _answered(request, at, given.codes, of_agency(who.pack, who.agency, at), given.scheme)


@router.get(
    "/checks/{point}/{scheme}/{path:code}", auth=PUBLIC, response={200: Checked, **_PROBLEMS}, operation_id="get_check",
    summary="What is public against or for one business",
)  # fmt: skip
def get_check(
    request: HttpRequest,
    point: PointName,
    scheme: Annotated[str, Path(description="the scheme of the code, such as `uscc`", max_length=60)],
    code: Annotated[str, Path(description="the code, in its normal form", max_length=LONGEST)],
    pack: PackName = None,
) -> HttpResponse:
    """Public measures only. It never says `allowed`: what is not public may stand against it."""
    if strange := sorted(request.GET.keys() - {"pack"}):
        return problem(400, f"expected no other parameter than pack; there came {len(strange)} more")
    try:
        at = point_in_force(point, pack)
    except UnknownPointError as error:
        return problem(404, f"point: {error}")
    # Whom the public may not know of, it is told nothing about, and not that it is here.
    if not (scheme + code).isprintable() or public_record(scheme, code) is None:
        return problem(404, _UNKNOWN)
    return _answered(request, at, [code], ANYONE, scheme)


def _answered(request: HttpRequest, at: At, codes: Sequence[str], asker: Asker, scheme: str) -> HttpResponse:
    try:
        done = check(at, codes, asker, scheme)
    except CheckRefusedError as error:
        return problem(400, str(error))
    if TOKEN_ALONE in request.headers.get("Accept", ""):
        return HttpResponse(done.token, content_type=TOKEN_ALONE)
    return HttpResponse(done.text, content_type="application/json")


@public
@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """The keys of status tokens (RFC 7517). Read anew where a token names a key that is not among those that were kept."""
    headers = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
    return HttpResponse(
        json.dumps(status_keys().published.as_json()), content_type="application/jwk-set+json", headers=headers
    )
