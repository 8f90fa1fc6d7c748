"""The ledger for anyone: its files (C2SP tlog-tiles) under /ledger/, and the receipts of acts in the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja import Path, Router

from bonafides.acts.models import Act
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.tiles import ENTRIES, Tile
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.models import LOG
from bonafides.ledger.queries import newest, note_of
from bonafides.ledger.receipts import closed_receipt_of_act, receipt_of_act
from bonafides.ledger.store import read_tile
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import PUBLIC, Identity, every_officer, public

router = Router()
_TEXT = "text/plain; charset=utf-8"
_HIGHEST = 2**53
# What a path names never changes, once it is there: its width is part of it.
_FOR_GOOD = "public, max-age=31536000, immutable"
_PROBLEMS = dict.fromkeys((400, 404, 405, 500, 503), Problem)
_AS_TEXT: dict[str, Any] = {
    "responses": {200: {"description": "a .tlog-proof file", "content": {"text/plain": {"schema": {"type": "string"}}}}}
}
Number = Annotated[int, Path(description="the number of the act", ge=1, lt=2**63)]


@public
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint, with the cosignatures that came for it."""
    last = newest()
    if last is None:
        return _nothing("nothing was sealed yet")
    return _file(str(note_of(last)), _TEXT, "no-cache")


@public
@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile of hashes, or a bundle of entries. Entries are salted commitments: they tell nothing of their contents."""
    try:
        asked = Tile.parse(f"tile/{path}")
    except Refused as error:
        return _nothing(str(error))
    content = read_tile(LOG, asked) if asked.index < _HIGHEST else None
    if content is None:
        what = "bundle of entries" if asked.level == ENTRIES else "tile"
        return _nothing(f"the log has no such {what} yet; /ledger/checkpoint says how long it is")
    return _file(content, "application/octet-stream", _FOR_GOOD)


@router.get(
    "/acts/{number}/receipt", auth=PUBLIC, response={**_PROBLEMS}, operation_id="get_receipt",
    summary="That an act stands in the ledger", openapi_extra=_AS_TEXT,
)  # fmt: skip
def get_receipt(request: HttpRequest, number: Number) -> HttpResponse:
    """A receipt that discloses nothing: the entry of the act, its place, the proof and the checkpoint (C2SP tlog-proof)."""
    try:
        return HttpResponse(str(closed_receipt_of_act(number)), content_type=_TEXT)
    except LedgerError as error:
        return problem(404, str(error))


@router.get(
    "/acts/{number}/receipt/content", auth=every_officer(), response={**_PROBLEMS, 401: Problem, 403: Problem},
    operation_id="get_receipt_with_content", summary="The same with the content of the act", openapi_extra=_AS_TEXT,
)  # fmt: skip
def get_receipt_with_content(request: HttpRequest, number: Number) -> HttpResponse:
    """For officers of the agency whose act it is: with this anyone can be shown what was done, when, by whom and why."""
    who: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    if not Act.objects.filter(pk=number, pack=who.pack, agency=who.agency).exists():
        return problem(404, f"expected the number of an act of {who.agency}; there is no such act")
    try:
        return HttpResponse(str(receipt_of_act(number)), content_type=_TEXT)
    except LedgerError as error:
        return problem(404, str(error))


def _file(content: str | bytes, kind: str, kept: str) -> HttpResponse:
    # A program on a page of another site may check the log too: nothing in it is withheld from anyone.
    headers = {"Cache-Control": kept, "Access-Control-Allow-Origin": "*"}
    return HttpResponse(content, content_type=kind, headers=headers)


def _nothing(told: str) -> HttpResponse:
    return HttpResponse(f"{told}\n", status=404, content_type=_TEXT, headers={"Cache-Control": "no-cache"})
