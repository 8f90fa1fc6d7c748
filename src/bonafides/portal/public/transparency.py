"""The report of transparency: what was done in a year, in figures that name no business."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.packs.queries import packs_in_force
from bonafides.portal.audience import public
from bonafides.portal.design.rows import Cell, Link, Table
from bonafides.portal.public.transparency_figures import Span, by_agency, figures
from bonafides.sharing.statistics.cells import least_cell

YEARS = 5
"""So many years back there are reports."""


@public
@require_safe
@cache_control(no_store=True)
def transparency(request: HttpRequest) -> HttpResponse:
    """The last twelve months, or a calendar year."""
    today = timezone.localdate()
    year = request.GET.get("year", "")
    span = _span(year, today)
    packs = [pack for pack, _version in packs_in_force()]
    heads = (_("Agency"), _("Kind of record"), Cell(_("Records"), numeric=True))
    table = Table(_("Public records by agency, in the order of names"), heads, tuple(by_agency(packs, span)),
                  empty=_("No record is public yet."))  # fmt: skip
    found = figures(packs, span)
    context = {"here": request.get_full_path(), "span": span, "first": found[0], "figures": found[1:], "table": table,
               "years": _years(request.path, year, today)}  # fmt: skip
    return render(request, "portal/transparency.html", context)


def _span(year: str, today: date) -> Span:
    least = least_cell(today)
    if year.isdecimal() and today.year - YEARS <= int(year) <= today.year:
        return Span(date(int(year), 1, 1), min(date(int(year), 12, 31), today), least)
    return Span(today - timedelta(days=365), today, least)


def _years(path: str, year: str, today: date) -> list[Link]:
    years = [str(today.year - back) for back in range(YEARS)]
    return [Link(_("The last twelve months"), path, year not in years),
            *(Link(one, f"{path}?year={one}", one == year) for one in years)]  # fmt: skip
