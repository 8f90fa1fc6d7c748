"""The month's report: what the signals came to, and each card held against what it states of itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.wall import inside
from bonafides.agencies.queries import agency
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.officer import for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.agency.worth_a_look.listed import title
from bonafides.portal.by_lot import lots_figure, lots_table
from bonafides.portal.charts.bars import Bars
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.series import Series
from bonafides.portal.design.rows import Cell, Link, Table
from bonafides.watch.by_lot import by_lot
from bonafides.watch.signals.handled import OFFICERS
from bonafides.watch.signals.month import Month, MonthRefusedError, month_of
from bonafides.watch.signals.words import verdict_text


@for_officers(*OFFICERS)
@require_safe
def month(request: HttpRequest, month: str) -> HttpResponse:
    """HTML, or JSON with `?format=json`. It names no business: whoever is counted stays unnamed."""
    who = the_officer(request)
    pack = pack_of(who)
    try:
        with inside():
            told = month_of(pack, agency(who.pack, who.agency), month)
            lots = by_lot(pack, told.first.replace(month=1, day=1), told.last, who.agency)
    except MonthRefusedError as error:
        return nothing(request, who, str(error))
    if request.GET.get("format") == "json":
        whole = told.as_json() | {"by_lot": [one.as_json() for one in lots]}
        return JsonResponse(whole, json_dumps_params={"ensure_ascii": False})
    shown = context_of(pack, told) | {"lots": lots_table(pack, lots), "lots_figure": lots_figure(pack, lots)}
    return page(request, who, "worth_a_look_month", shown)


def context_of(pack: Pack, told: Month) -> dict[str, Any]:
    """What the page shows of a report."""
    known = pack.agencies.get(told.agency)
    before, after = told.first - timedelta(days=1), told.last + timedelta(days=1)
    return {
        "trail": [(_("Worth a look"), reverse("worth-a-look"))], "told": told, "table": table_of(pack, told),
        "figure": figure_of(pack, told) if told.cards else None, "agency": say(known.title) if known else told.agency,
        "reasons": [(title(pack, one.card), one.reasons) for one in told.cards if one.reasons],
        "others": [_link(before), *([_link(after)] if after <= timezone.localdate() else [])],
    }  # fmt: skip


def table_of(pack: Pack, told: Month) -> Table:
    """Card by card."""
    counts = (
        _("Raised"), _("Dismissed"), _("Taken up"), _("No longer held"), _("Expired"), _("Looked into"), _("Found"),
    )  # fmt: skip
    heads: tuple[str | Cell, ...] = (
        _("Signal"),
        *(Cell(one, numeric=True) for one in counts),
        _("Against what is stated"),
    )
    rows = tuple(
        (title(pack, one.card), *(f"{count:,}" for count in (
            one.raised, one.dismissed, one.taken_up, one.ended, one.expired, one.looked_into, one.hits)), verdict_text(one))
        for one in told.cards
    )  # fmt: skip
    return Table(_("Signals of the month"), heads, rows, _("No signal was raised or handled in that month."))


def figure_of(pack: Pack, told: Month) -> Figure:
    """Raised, dismissed and found, card by card."""
    return Bars(
        _("Raised, dismissed, found"), tuple(title(pack, one.card) for one in told.cards),
        (
            Series(_("Raised"), tuple(one.raised for one in told.cards)),
            Series(_("Dismissed"), tuple(one.dismissed for one in told.cards)),
            Series(_("Found"), tuple(one.hits for one in told.cards)),
        ),
    )  # fmt: skip


def _link(day: date) -> Link:
    word = day.strftime("%Y-%m")
    return Link(word, reverse("worth-a-look-month", args=[word]))
