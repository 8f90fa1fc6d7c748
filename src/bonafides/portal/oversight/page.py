"""The page of oversight: the last twelve months, of every agency of the auditor's pack; look-ups of the own agency alone."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bonafides.acts.roles import Role
from bonafides.acts.wall import inside
from bonafides.packs.queries import installed_pack
from bonafides.portal.agency.officer import the_officer
from bonafides.portal.by_lot import lots_figure, lots_table
from bonafides.portal.oversight.disparity import disparities
from bonafides.portal.oversight.tables import (
    alerts_table,
    clauses_table,
    deadlines_figure,
    deadlines_table,
    meter_table,
)
from bonafides.portal.public.ledger import ledger_rows
from bonafides.portal.public.transparency_figures import Span, listings_figure, objections_figure, repairs_figure
from bonafides.portal.signed_in import signed_in
from bonafides.procedures.statistics import MOST, deadlines, ended, open_clauses
from bonafides.watch.by_lot import by_lot

YEAR, MONTH = timedelta(days=365), timedelta(days=30)


@signed_in(Role.AUDITOR)
@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """Everything at once. Small cells are told: an auditor may see the cases themselves."""
    who, today = the_officer(request), timezone.localdate()
    pack = installed_pack(who.pack)[0]
    span = Span(today - YEAR, today, 1)
    with inside():  # clocks ask the records of their cases; nothing but how many were kept leaves
        found = deadlines(span.since, today)
        lots = by_lot(pack, span.since, today)
    cases = list(ended(span.since, today))
    context = {
        "here": request.path, "span": span, "most": MOST, "ledger": ledger_rows(),
        "alerts": alerts_table(who, today - MONTH), "deadlines": deadlines_table(pack, found),
        "kept": deadlines_figure(pack, found), "clauses": clauses_table(pack, open_clauses(span.since, today)),
        "meter": meter_table(pack, span.since, today), "disparities": disparities(who.pack, span.since, today),
        "lots": lots_table(pack, lots), "lots_figure": lots_figure(pack, lots),
        "figures": [listings_figure(span), repairs_figure(cases, span), objections_figure(cases, span)],
    }  # fmt: skip
    return render(request, "portal/oversight/oversight.html", context)
