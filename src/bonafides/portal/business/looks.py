"""Who looked at what of the business that is not public, and why; what is not told yet is counted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bonafides.portal.business.here import Here, for_business
from bonafides.portal.business.nav import nav
from bonafides.portal.design.rows import Page
from bonafides.sharing.access.queries import MOST, seen_by_business
from bonafides.sharing.access.words import said

A_PAGE = 25


@for_business
@require_safe
def looks(request: HttpRequest, here: Here) -> HttpResponseBase:
    """The newest first; older ones behind the last that is shown."""
    before = _number(request.GET.get("before", ""))
    found = seen_by_business(here.entity, timezone.now(), limit=A_PAGE + 1, before=before)
    some = found.looks[:A_PAGE]
    more = f"?before={some[-1].number}" if len(found.looks) > A_PAGE else ""
    context: dict[str, Any] = {
        "here": request.get_full_path(), "nav": nav(request), "name": here.name, "not_yet_told": found.not_yet_told,
        "page": Page(tuple(said(some)), more, reverse("business-looks") if before else ""),
    }  # fmt: skip
    return render(request, "portal/business/looks.html", context)


@for_business
@require_safe
def looks_json(request: HttpRequest, here: Here) -> HttpResponseBase:
    """The same for programs, as a file: at most a thousand, older ones behind `before`."""
    found = seen_by_business(
        here.entity, timezone.now(), limit=MOST, before=_number(request.GET.get("before", ""))
    ).as_json()
    looks = [one | {"at": one["at"].isoformat()} for one in found["looks"]]
    name = f'attachment; filename="looks-{here.entity.code}.json"'
    return JsonResponse(
        found | {"looks": looks},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": name},
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
