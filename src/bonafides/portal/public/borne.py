"""The measures in force on a business that anyone may know of: those that rest on what its page shows, and no others.

A measure that follows from a tier would tell the tier, which is internal. One that follows from a listing which is not yet
published would publish it. So each is shown only where the record that it rests on is public today.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bonafides.listings.models import Publication
from bonafides.measures.models import Instance
from bonafides.measures.standing import counting
from bonafides.packs.labels import cited_words, say
from bonafides.packs.queries import pack_of_version
from bonafides.portal.days import day_text, last_day
from bonafides.portal.design.rows import Tag
from bonafides.sharing.public_now import public_among


@dataclass(frozen=True)
class Borne:
    """One measure, for reading."""

    title: str
    href: str
    kind: Tag
    content: str
    agency: str
    since: str
    until: str
    basis: list[str]


def borne(record: dict[str, Any], today: date) -> list[Borne]:
    """The public measures of the business of a unified record, and of all that are one with it by decision."""
    of = Q(entity__scheme=record["scheme"], entity__code=record["code"])
    for one in record["one_with"]:
        of |= Q(entity__scheme=one["scheme"], entity__code=one["code"])
    rows = counting(today).filter(of, public=True).exclude(trigger_kind="tier")
    found = list(rows.select_related("agency", "version").defer("version__files").order_by("kind", "since", "pk"))
    shown = _shown(found, today)
    return [_told(one) for one in found if one.pk in shown]


def _shown(found: Iterable[Instance], today: date) -> set[int]:
    """Those whose trigger is a record that is public today, or is published by one."""
    listings = [one.trigger_ref for one in found if one.trigger_kind == "listing"]
    published = (
        dict(Publication.objects.filter(listing__in=listings).values_list("listing", "record")) if listings else {}
    )
    rests = {
        one.pk: published.get(one.trigger_ref, 0) if one.trigger_kind == "listing" else one.record or 0 for one in found
    }
    public = public_among(set(rests.values()) - {0}, today)
    return {number for number, record in rests.items() if record in public}


def _told(one: Instance) -> Borne:
    pack = pack_of_version(one.version)
    measure, agency = pack.measures.get(one.measure), pack.agencies.get(one.agency.name)
    return Borne(
        say(measure.title) if measure else one.measure, reverse("measures") + f"#{pack.name}-{one.measure}",
        Tag(_("penalty"), "warn") if one.kind == "penalty" else Tag(_("reward"), "good"),
        say(measure.content) if measure else "", say(agency.title) if agency else one.agency.name, day_text(one.since),
        day_text(last_day(one.until)) if one.until else _("as long as what it follows from"),
        [cited_words(pack, part.strip()) for part in one.basis.split(";") if part.strip()],
    )  # fmt: skip
