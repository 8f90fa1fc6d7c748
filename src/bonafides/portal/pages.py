"""The first plain pages: find a business, read its record."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.portal.moments import MomentRefusedError, moments
from bonafides.sharing.labels import labelled
from bonafides.sharing.search import SearchRefusedError, search_by_name
from bonafides.sharing.unified_record import unified_record


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One search box; a code goes straight to its business."""
    query = request.GET.get("name", "").strip()
    found, refused = [], ""
    if query:
        try:
            found = search_by_name(query, limit=50)
        except SearchRefusedError:
            refused = _("Type at least two characters of the name.")
    context = {"query": query, "found": found, "refused": refused}
    return render(request, "portal/home.html", context, status=400 if refused else 200)


@require_safe
def entity(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    """The public record of one business, as it stood on a day and as it was known at a moment."""
    try:
        day, moment = moments(_day(request.GET.get("as_of", "")), _moment(request.GET.get("known_at", "")))
    except ValueError as error:
        told = (
            _("That moment has not passed yet.") if isinstance(error, MomentRefusedError) else _("That is not a date.")
        )
        return render(request, "portal/refused.html", {"told": told}, status=400)
    text = unified_record(scheme, code, as_of=day, known_at=moment)
    if text is None:
        return render(
            request,
            "portal/refused.html",
            {"told": _("There is no such business in this register.")},
            status=404,
        )
    record = json.loads(text)
    names = record["names"]
    context = {
        "record": record,
        "title": next((one["name"] for one in names if one["current"] and one["use"] == "registered"), record["code"]),
        "names": names,
        "kinds": labelled(record, (get_language() or "zh")[:2]),
        "as_of": day or date.fromisoformat(record["as_of"]),
        "known_at": moment,
        "kind_title": KIND_TITLES[record["kind"]](),
        "use_titles": {"registered": _("registered"), "trade": _("trade name"), "foreign": _("foreign name")},
    }
    return render(request, "portal/entity.html", context)


KIND_TITLES = {
    "enterprise": lambda: _("Enterprise"),
    "sole-trader": lambda: _("Sole trader"),
    "cooperative": lambda: _("Cooperative"),
    "organisation": lambda: _("Organisation"),
}


def _day(text: str) -> date | None:
    if not text:
        return None
    if (day := parse_date(text)) is None:
        raise ValueError(text)
    return day


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    if (moment := parse_datetime(text)) is None:
        raise ValueError(text)
    return moment
