"""Lists at the API: who is on one today, for anybody, by code alone."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from bonafides.listings.released import Released, released, with_records
from bonafides.packs.queries import installed_pack
from bonafides.portal.api.case_schemas import Lists
from bonafides.portal.api.draws import Answer
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import PUBLIC

router = Router(tags=["lists"])
MOST = 100


@router.get(
    "/listings", auth=PUBLIC, response={200: Lists, **dict.fromkeys((400, 405, 500, 503), Problem)},
    operation_id="list_listings", summary="Businesses on a list today",
)  # fmt: skip
def list_listings(
    request: HttpRequest,
    code: Annotated[
        str, Query("", description="the code of one business; there is no search by name", max_length=40)
    ] = "",
    name: Annotated[
        str, Query("", alias="list", description="one list, such as serious-violation-listing", max_length=60)
    ] = "",
) -> Answer:
    """What is published and in force. Names are not told: of a sole trader it may be a person's."""
    found = list(released(timezone.localdate(), code=code.strip(), name=name.strip())[: MOST + 1])
    return {"listings": [_told(one) for one in with_records(found[:MOST])], "more": len(found) > MOST}


def _told(one: Released) -> dict[str, Any]:
    listing, record = one.listing, one.record
    kind = installed_pack(record.kind.pack)[0].catalogue.get(listing.name)
    return {
        "list": listing.name, "title": dict(kind.title) if kind else {}, "scheme": listing.entity.scheme,
        "code": listing.entity.code, "since": listing.since, "until": listing.until,
        "agency": f"{record.kind.pack}/{record.agency.name}", "document_no": record.document_no, "record": one.reference,
        "facts": record.facts, "published_on": listing.publication.on,
    }  # fmt: skip
