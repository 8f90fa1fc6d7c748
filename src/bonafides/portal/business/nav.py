"""The pages of a business, side by side."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bonafides.portal.design.rows import Link


def nav(request: HttpRequest) -> list[Link]:
    """Where one can go, and where one is."""
    found = (
        (_("Overview"), "business"), (_("Your record"), "business-record"), (_("Who looked"), "business-looks"),
        (_("Notices and deadlines"), "business-notices"), (_("Apply and pledge"), "business-apply"),
        (_("Certificates"), "business-certificates"), (_("What you sent"), "business-receipts"),
        (_("Representatives"), "business-representatives"),
    )  # fmt: skip
    home = reverse("business")
    return [
        Link(title, at := reverse(name), request.path == at or (at != home and request.path.startswith(at)))
        for title, name in found
    ]
