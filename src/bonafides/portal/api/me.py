"""Whose token this is: for programs that check theirs before they start."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from bonafides.portal.api.schemas import Me, Problem
from bonafides.portal.audience import Identity, every_officer

router = Router()
PROBLEMS = dict.fromkeys((401, 403, 405, 500, 503), Problem)


@router.get(
    "/me", auth=every_officer(), response={200: Me, **PROBLEMS}, operation_id="get_me", summary="Whose token this is"
)
def get_me(request: HttpRequest) -> dict[str, object]:
    """The officer by number, the agency, and the powers held today."""
    who: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    return {"pack": who.pack, "agency": who.agency, "officer": who.number, "roles": sorted(who.roles)}
