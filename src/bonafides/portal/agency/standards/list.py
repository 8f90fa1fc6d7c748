"""Every standard of the pack: those in force today, and those that were or will be."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.kernel.dmn.model import Definitions
from bonafides.packs.bindings import day_of
from bonafides.portal.agency.officer import for_officers, pack_of, page, the_officer
from bonafides.portal.agency.standards.simulations import simulations_table
from bonafides.portal.agency.standards.words import spoken
from bonafides.portal.design.rows import Cell, Table


@for_officers()
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """By their titles."""
    who, today = the_officer(request), timezone.localdate()
    rows = sorted(
        (_row(name, one, today) for name, one in pack_of(who).standards.items()), key=lambda one: one["title"]
    )
    context = {
        "now": _table(_("In force today"), [one for one in rows if one["now"]]),
        "others": _table(_("In force on other days"), [one for one in rows if not one["now"]]),
        "simulations": simulations_table(pack_of(who)), "pack": who.pack,
    }  # fmt: skip
    return page(request, who, "standards", context)


def days_of(model: Definitions) -> tuple[date | None, date | None]:
    """From when, and from when no more."""
    start, end = (day_of(model.extensions.get(word) or "") for word in ("from", "to"))
    return start, end


def in_force_told(start: date | None, end: date | None) -> str:
    """The days on which a standard is law."""
    if start is None and end is None:
        return _("always")
    if end is None:
        return _("from %(day)s") % {"day": start}
    return _("from %(day)s, no more from %(end)s") % {"day": start or "…", "end": end}


def _row(name: str, one: Definitions, today: date) -> dict[str, Any]:
    start, end = days_of(one)
    now = (start is None or start <= today) and (end is None or today < end)
    return {"name": name, "title": spoken(one.name), "days": in_force_told(start, end), "now": now,
            "decisions": ", ".join(each.name for each in one.decisions)}  # fmt: skip


def _table(caption: str, rows: list[dict[str, Any]]) -> Table:
    return Table(
        caption, (_("Standard"), _("Days"), _("Decisions")),
        tuple((Cell(one["title"], href=reverse("agency-standard", args=[one["name"]])), one["days"],
               Cell(one["decisions"], code=True)) for one in rows),
        empty=_("None."),
    )  # fmt: skip
