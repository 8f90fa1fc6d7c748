"""What the head and the foot of every page lead to. A page has its line here or is reached from one that has."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonafides.portal.design.rows import Link


@dataclass(frozen=True)
class Place:
    """A page by the name of its route. It is also where the reader is below each of `under`."""

    title: Promise
    name: str
    under: tuple[str, ...] = ()


PUBLIC = (
    Place(_("Find a business"), "home", ("/entities/",)),
    Place(_("Lists"), "listings", ("/listings/",)),
    Place(_("Inspections"), "plans", ("/inspections/", "/inspection-items")),
    Place(_("Verify a document"), "documents", ("/documents/",)),
    Place(_("Procedures"), "procedures", ("/procedures/",)),
)
AUDIENCES = (
    Place(_("For officers"), "agency-board", ("/agency/",)),
    Place(_("For auditors"), "oversight", ("/oversight/",)),
    Place(_("For your business"), "business", ("/business/",)),
    Place(_("Your account"), "account", ("/account/",)),
)
FOOTER = (
    (
        _("Look up"),
        (
            Place(_("Find a business"), "home"),
            Place(_("Lists"), "listings"),
            Place(_("Inspections"), "plans"),
            Place(_("Verify a document"), "documents"),
            Place(_("Deadlines of your matter"), "boards"),
        ),
    ),
    (
        _("The rules"),
        (
            Place(_("What may be inspected"), "items"),
            Place(_("Procedures"), "procedures"),
            Place(_("Measures"), "measures"),
            Place(_("Pledges"), "pledges"),
            Place(_("Words of these pages"), "words"),
        ),
    ),
    (
        _("How well it works"),
        (
            Place(_("Transparency"), "transparency"),
            Place(_("The ledger"), "ledger"),
            Place(_("Asked once"), "once"),
            Place(_("Whether consumers follow"), "consistency"),
        ),
    ),
    (
        _("For programs and builders"),
        (
            Place(_("Open data"), "open-data"),
            Place(_("For programs: OpenAPI"), "api-v1:openapi-json"),
            Place(_("Design of these pages"), "styleguide"),
        ),
    ),
)


def links(places: tuple[Place, ...], path: str = "") -> list[Link]:
    """The places as links, in the language of the reader."""
    return [_link(one, path) for one in places]


def _link(place: Place, path: str) -> Link:
    href = reverse(place.name)
    return Link(str(place.title), href, bool(path) and (path == href or path.startswith(place.under or ("\0",))))
