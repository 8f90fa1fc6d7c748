"""One list, for anybody: its standards in plain words, from the pack alone; then who stands on it today, by code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.documents.values import length_text
from bonafides.listings.standards import Rule, Time, Way, lists_of, standards_of
from bonafides.packs.kind import Kind
from bonafides.packs.labels import cited, cited_words, language, say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import UnknownPackError, installed_pack
from bonafides.portal.audience import public
from bonafides.portal.charts.series import number_text
from bonafides.portal.design.rows import Page
from bonafides.portal.public.listing_told import told
from bonafides.portal.public.procedures import whose
from bonafides.sharing.listed import how_many, listed

AT_ONCE = 50
LONGEST = 18


@dataclass(frozen=True)
class Step:
    """A way on or off, for reading: the rules that speak for it and against it, each with its law."""

    title: str
    procedure: str
    href: str
    who: str
    basis: list[str]
    met: list[tuple[str, str]]
    unmet: list[tuple[str, str]]


@public
@require_safe
@cache_control(no_store=True)
def listing(request: HttpRequest, pack: str, kind: str) -> HttpResponse:
    """A list by its pack and the name of its kind of record; `before`: the rest of a long list."""
    today = timezone.localdate()
    own, known = _found(pack, kind, today)
    before = request.GET.get("before", "")
    key = int(before) if before.isdecimal() and len(before) <= LONGEST else None
    rows = listed(pack, kind, today, before=key, most=AT_ONCE + 1)
    more = f"?before={rows[AT_ONCE - 1].number}#on-it" if len(rows) > AT_ONCE else ""
    first = f"{request.path}#on-it" if key is not None else ""
    count = how_many(pack, kind, today)
    context = {
        "here": request.get_full_path(), "trail": [(_("Lists"), reverse("listings"))], "title": say(known.title),
        "count": count, "counted": number_text(count), "rows": [told(own, known, one) for one in rows[:AT_ONCE]],
        "pages": Page((), next_url=more, previous_url=first), "basis": [cited(own, one) for one in known.basis],
        **_standards(own, known, today), **_follows(own, known, today),
    }  # fmt: skip
    return render(request, "portal/listing.html", context)


def _found(name: str, kind: str, today: date) -> tuple[Pack, Kind]:
    try:
        pack = installed_pack(name)[0]
    except UnknownPackError as error:
        raise Http404 from error
    known = next((one for one in lists_of(pack, today) if one.kind == kind), None)
    if known is None:
        raise Http404
    return pack, known


def _standards(pack: Pack, kind: Kind, today: date) -> dict[str, Any]:
    found = standards_of(pack, kind, today)
    longest = ngettext("%(number)s month", "%(number)s months", found.months or 0) % {"number": found.months}
    return {
        "reasons": [(say(title), [say(one) for one in values]) for title, values in found.reasons],
        "on": [_way(pack, one) for one in found.on], "off": [_way(pack, one) for one in found.off],
        "times": [_time(pack, one) for one in found.times],
        "published": _("at most %(longest)s, and no longer than it holds") % {"longest": longest} if found.months
        else _("as long as it holds"),
    }  # fmt: skip


def _follows(pack: Pack, kind: Kind, today: date) -> dict[str, Any]:
    """The measures of the catalogue that name this list."""
    found = [
        (say(one.title), reverse("measures") + f"#{pack.name}-{one.measure}", say(one.content))
        for one in pack.measures.values()
        if one.in_force.covers(today) and any(kind.kind in (each.listing, each.record) for each in one.triggers)
    ]  # fmt: skip
    return {"follows": found}


def _way(pack: Pack, one: Way) -> Step:
    return Step(
        say(one.step.title), say(one.procedure.title), reverse("procedure", args=[one.procedure.procedure]),
        whose(one.step.who), [cited(pack, each) for each in one.step.basis or one.procedure.basis],
        met=_rules(pack, one.rules, met=True), unmet=_rules(pack, one.rules, met=False),
    )  # fmt: skip


def _rules(pack: Pack, rules: Iterable[Rule], *, met: bool) -> list[tuple[str, str]]:
    return [
        (one.words.get(language()) or next(iter(one.words.values())),
         _("; ").join(cited_words(pack, part.strip()) for part in one.law.split(";") if part.strip()))
        for one in rules if one.met is met
    ]  # fmt: skip


def _time(pack: Pack, one: Time) -> dict[str, Any]:
    lengths = [length_text(length, unit, language()) for length, unit in one.lengths]
    return {
        "title": say(one.clock.title), "of": whose(one.clock.of), "procedure": say(one.procedure.title),
        "length": _(", or ").join(lengths) if lengths else _("as the law computes it for the case"),
        "basis": [cited(pack, each) for each in one.clock.basis],
    }  # fmt: skip
