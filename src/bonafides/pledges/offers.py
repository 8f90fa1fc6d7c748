"""Reads of which items are open to pledges."""

from __future__ import annotations

from django.db.models import Q

from bonafides.pledges.models import Offer


def open_offer(pack: str, item: str) -> Offer | None:
    """The offer of an item that nobody closed; None where there is none."""
    found = Offer.objects.select_related("agency", "version").filter(agency__pack=pack, item=item, end=None)
    return found.order_by("-pk").first()


def offer_on(pack: str, agency: str, item: str, day: object) -> Offer | None:
    """The offer of an item by an agency that was open on a day."""
    open_then = Q(since__lte=day) & (Q(end=None) | Q(end__on__gt=day))
    return Offer.objects.filter(open_then, agency__pack=pack, agency__name=agency, item=item).order_by("-pk").first()


def offers() -> list[Offer]:
    """Every item that is open to pledges, pack by pack."""
    return list(Offer.objects.select_related("agency", "version").filter(end=None).order_by("agency__pack", "item"))
