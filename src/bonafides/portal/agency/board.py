"""The work board: what is late, what is due, what waits on others; for one's own powers, or for the whole agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.documents.named import names_of
from bonafides.portal.agency.officer import for_officers, page, the_officer
from bonafides.portal.agency.work import Work, work_of

SHOWN = 50
"""Of each group at first; the rest is a page of its own."""


@for_officers()
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Everything that waits, in groups; the first group is what is late."""
    who, today = the_officer(request), timezone.localdate()
    every = work_of(who, today)
    own = [one for one in every if one.mine]
    whole = request.GET.get("of") == "agency" or not own
    group = request.GET.get("group", "")
    found = [one for one in _groups(every if whole else own) if group in ("", one["name"])]
    most = len(every) if group else SHOWN
    shown = [one for each in found for one in each["work"][:most]]
    names = names_of({one.code for one in shown}, today)
    context = {
        "groups": [each | _shown(each["work"], most, names) for each in found], "whole": whole, "group": group,
        "own": len(own), "every": len(every), "day": today,
    }  # fmt: skip
    return page(request, who, "board", context)


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


def _shown(work: Sequence[Work], most: int, names: dict[str, str]) -> dict[str, Any]:
    rows = [{"work": one, "name": names.get(one.code, "")} for one in work[:most]]
    return {"rows": rows, "count": len(work), "more": max(0, len(work) - most)}
