"""Where the agency's visits of a year went, as a schematic by region: where nobody looks, nothing is found."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from bonafides.agencies.who import Who
from bonafides.inspections.models import Assignment
from bonafides.portal.charts.series import Series
from bonafides.portal.charts.tiles import Tiles

YEAR = timedelta(days=365)


def visits_by_region(who: Who, today: date) -> Tiles:
    """Visits to which officers were sent in the last twelve months, drawn or not."""
    own = Assignment.objects.filter(agency__pack=who.pack, agency__name=who.agency, replaced_by=None)
    found = dict(
        own.filter(act__at__date__gt=today - YEAR).values_list("region").annotate(Count("pk")).order_by("region")
    )
    labels = [region or _("no region known") for region in found]
    return Tiles(
        _("Visits of the last twelve months, by region"), labels, [Series(_("visits"), list(found.values()))],
        note=_("In the order of the regions' names. A region that is missing had no visit."), head=_("Region"),
    )  # fmt: skip
