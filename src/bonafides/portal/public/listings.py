"""The lists, for anybody: which there are, how many stand on each, and one business by its code. There is no search by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.listings.standards import lists_of
from bonafides.packs.kind import Kind
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import packs_in_force
from bonafides.portal.audience import public
from bonafides.portal.charts.series import number_text
from bonafides.portal.design.rows import Cell, Table
from bonafides.portal.public.listing_told import told
from bonafides.sharing.listed import how_many, lists_of_code

LONGEST = 40


@public
@require_safe
@cache_control(no_store=True)
def listings(request: HttpRequest) -> HttpResponse:
    """Every list, with how many stand on it; or, by `code`, on which of them one business stands."""
    code, today = request.GET.get("code", "").strip(), timezone.localdate()
    context = {"here": request.get_full_path(), "code": code[:LONGEST], "table": _table(today)}
    if code:
        asked = "" if len(code) > LONGEST or "\0" in code else code.upper()
        known = {(pack.name, kind.kind): (pack, kind) for pack, kind in _lists(today)}
        found = lists_of_code(asked, today) if asked else []
        context["found"] = [told(*known[name, kind], one) for name, kind, one in found if (name, kind) in known]
    return render(request, "portal/listings.html", context)


def _lists(today: date) -> Iterator[tuple[Pack, Kind]]:
    for pack, _version in packs_in_force():
        for kind in lists_of(pack, today):
            yield pack, kind


def _table(today: date) -> Table:
    rows = tuple(
        (Cell(say(kind.title), href=reverse("listing", args=[pack.name, kind.kind])),
         _(", ").join(say(pack.agencies[one].title) for one in kind.sources if one in pack.agencies),
         number_text(how_many(pack.name, kind.kind, today)))
        for pack, kind in _lists(today)
    )  # fmt: skip
    heads = (_("List"), _("Kept by"), Cell(_("On it today"), numeric=True))
    return Table(_("Lists of this register"), heads, rows, empty=_("No list is kept here."))
