"""The work board: what is late, what is due, what waits on others; for one's own powers, or for the whole agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.documents.named import names_of
from bonafides.portal.agency.board_also import NOTICES, also
from bonafides.portal.agency.officer import for_officers, page, the_officer
from bonafides.portal.agency.work import Work, work_of
from bonafides.portal.design.rows import Page
from bonafides.portal.moments import MomentRefusedError, day_of
from bonafides.procedures.board import Key

SHOWN = 50
"""Of each group at first; the rest is a page of its own."""


@for_officers()
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Everything that waits, in groups; the first group is what is late."""
    who, today = the_officer(request), timezone.localdate()
    waits = work_of(who, today, _key(request.GET.get("after", "")))
    every = waits.work
    own = [one for one in every if one.mine]
    whole = request.GET.get("of") == "agency" or not own
    group = request.GET.get("group", "")
    chosen = every if whole else own
    found = [_notices(chosen)] if group == NOTICES else [one for one in _groups(chosen) if group in ("", one["name"])]
    most = len(every) if group else SHOWN
    shown = [one for each in found for one in each["work"][:most]]
    names = names_of({one.code for one in shown}, today)
    context = {
        "groups": [each | _shown(each["work"], most, names) for each in found], "whole": whole, "group": group,
        "own": len(own), "every": len(every), "day": today, "also": [] if group else also(who, every),
        "key": request.GET.get("after", ""),
        "cases": waits.cases, "part": waits.after is not None or "after" in request.GET, "pages": _pages(request, waits.after),
    }  # fmt: skip
    return page(request, who, "board", context)


def _key(given: str) -> Key | None:
    """Where a page begins, `2026-12-01.17` or `none.17`; the first one where it is nothing of the kind."""
    day, _point, number = given.partition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    try:
        return (None if day == "none" else day_of(day)), int(number)
    except MomentRefusedError:
        return None


def _pages(request: HttpRequest, after: Key | None) -> Page:
    kept = {name: request.GET[name] for name in ("of", "group") if name in request.GET}
    following = f"{after[0].isoformat() if after[0] else 'none'}.{after[1]}" if after else ""
    first = "?" + urlencode(kept) if "after" in request.GET else ""
    return Page((), next_url="?" + urlencode(kept | {"after": following}) if following else "", previous_url=first)


def _groups(every: Sequence[Work]) -> list[dict[str, Any]]:
    late = [one for one in every if one.late and one.whose == "agency"]
    due = [one for one in every if one.due and not one.late and one.whose == "agency"]
    open_ = [one for one in every if not one.due and one.whose == "agency"]
    others = [one for one in every if one.whose != "agency"]
    return [
        {"name": "late", "title": _("Late"), "work": late, "told": ""},
        {"name": "due", "title": _("Due"), "work": due, "told": _("What is due first stands first.")},
        {"name": "open", "title": _("Without a period"), "work": open_,
         "told": _("No statutory period runs; it waits for the next step all the same.")},
        {"name": "others", "title": _("Waiting for the business"), "work": others,
         "told": _("The business has time up to the day shown. Until then it need do nothing, and nobody is late.")},
    ]  # fmt: skip


def _notices(every: Sequence[Work]) -> dict[str, Any]:
    told = _("A period runs from the day on which the business has it in hand.")
    return {"name": NOTICES, "title": _("Notices and decisions to be served"), "told": told,
            "work": [one for one in every if one.serves]}  # fmt: skip


def _shown(work: Sequence[Work], most: int, names: dict[str, str]) -> dict[str, Any]:
    rows = [{"work": one, "name": names.get(one.code, "")} for one in work[:most]]
    return {"rows": rows, "count": len(work), "more": max(0, len(work) - most)}
