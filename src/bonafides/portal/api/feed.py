"""The feed: all that stands, then each change, for programs of agencies that keep a copy."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from bonafides.agencies.scopes import Scope
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import Identity, machines
from bonafides.sharing.feed.checkpoint import Checkpoint, CheckpointError
from bonafides.sharing.feed.page import MOST, feed
from bonafides.sharing.feed.parquet import parquet_of
from bonafides.sharing.purpose import Request

router = Router()
NDJSON, PARQUET = "application/x-ndjson", "application/vnd.apache.parquet"
CHECKPOINT, MORE = "Feed-Checkpoint", "Feed-More"
_PROBLEMS = dict.fromkeys((400, 401, 403, 405, 410, 500, 503), Problem)
_ANSWER: dict[str, Any] = {
    "responses": {
        200: {
            "description": "A line a change. `record`: it stands as it is told here, instead of what had its agency and ref "
            "before. `ended`: it may be used no more. `erased`: its facts of these `classes` were erased here; "
            "erase them in every copy that you have, also of what has ended.",
            "headers": {
                CHECKPOINT: {"description": "`after` of the next request", "required": True, "schema": {"type": "string"}},
                MORE: {
                    "description": "whether there is more already", "required": True,
                    "schema": {"type": "string", "enum": ["true", "false"]},
                },
            },
            "content": {NDJSON: {"schema": {"type": "string"}}, PARQUET: {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}  # fmt: skip


@router.get(
    "/feed", auth=machines(Scope.FEED), response=_PROBLEMS, operation_id="read_feed", summary="What stands, and what changes",
    openapi_extra=_ANSWER,
)  # fmt: skip
def read_feed(
    request: HttpRequest,
    after: Annotated[
        str, Query(description="the checkpoint of the last answer; none: from the beginning", max_length=100)
    ] = "",
    limit: Annotated[int, Query(description="at most so many records", ge=1, le=MOST)] = 1_000,
    form: Annotated[Literal["ndjson", "parquet"], Query(alias="format", description="of the answer")] = "ndjson",
    purpose: Annotated[
        str, Query(description="of the pack, for what is not public; none: what is public", max_length=60)
    ] = "",
    case: Annotated[str, Query(description="the case that the purpose is for", max_length=120)] = "",
) -> HttpResponse:
    """First a snapshot of all that stands, page by page; then what became known since: the same address, the next checkpoint.

    A record is to be dropped on its `public_until` too. 410: the law of publicity has changed; begin anew, drop what you have.
    """
    who: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    try:
        checkpoint = Checkpoint.read(after) if after else None
    except CheckpointError as error:
        return problem(410 if error.outdated else 400, str(error))
    asked = Request(who.who, purpose or None, case or None, timezone.localdate())
    page = feed(asked, checkpoint, limit)
    headers = {CHECKPOINT: str(page.after), MORE: "true" if page.more else "false"}
    if form == "parquet":
        return HttpResponse(parquet_of(page.lines), content_type=PARQUET, headers=headers)
    return HttpResponse("".join(f"{line}\n" for line in page.lines), content_type=NDJSON, headers=headers)
