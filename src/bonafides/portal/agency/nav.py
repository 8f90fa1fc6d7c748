"""The navigation of the agency's pages: what this officer's powers are for."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from bonafides.acts.roles import Role
from bonafides.portal.design.rows import Link
from bonafides.watch.signals.handled import OFFICERS


def links(roles: Collection[Role], here: str) -> list[Link]:
    """Every page that the officer may use, in the order of a working day; the one that `here` is at, or below."""
    known = (
        (_("Work board"), "agency-board"),
        (_("Cases"), "agency-cases"),
        (_("Visits"), "agency-visits"),
        (_("Draws"), "agency-draws"),
        (_("Files"), "agency-batches"),
        (_("Standards"), "agency-standards"),
        (_("Figures"), "agency-figures"),
    )
    watching = ((_("Worth a look"), "worth-a-look"),) if {*OFFICERS} & {*roles} else ()
    found = [(title, reverse(name)) for title, name in (*known, *watching)]
    deepest = max((href for _title, href in found if here.startswith(href)), key=len, default="")
    return [Link(title, href, href == deepest) for title, href in found]
