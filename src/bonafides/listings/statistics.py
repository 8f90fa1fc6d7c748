"""Lists over some days: on which day a listing began, and on which one ended, and how."""

from __future__ import annotations

from datetime import date

from bonafides.listings.models import Listing, ListingEnd


def listed_on(since: date, day: date) -> list[date]:
    """The days on which listings began, from one day up to another (included); one that was restored began before."""
    return list(Listing.objects.filter(since__range=(since, day), restores=None).values_list("since", flat=True))


def ended_on(since: date, day: date) -> list[tuple[date, str]]:
    """The days on which listings ended in these days, and how."""
    return list(ListingEnd.objects.filter(on__range=(since, day)).values_list("on", "how"))
