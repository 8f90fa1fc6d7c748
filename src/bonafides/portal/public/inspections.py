"""Plans and draws for anybody to read: what was fixed before the seed, who was drawn, who goes, and what came of it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.overview import overview
from bonafides.inspections.public_draw import PublicDraw, Sent, public_draw
from bonafides.inspections.queries import draw_of
from bonafides.packs.labels import say
from bonafides.packs.queries import UnknownPackError, installed_pack
from bonafides.portal.audience import public

SHOWN = 200


@public
@require_safe
@cache_control(no_store=True)
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan that was filed, and where each of its draws stands; the newest first."""
    found = [_plan(one) for one in reversed(overview())]
    return render(request, "portal/inspections.html", {"plans": found, "here": request.path})


@public
@require_safe
@cache_control(no_store=True)
def draw(request: HttpRequest, draw: str) -> HttpResponse:
    """One draw, and how to check it."""
    try:
        found = public_draw(draw_of(draw))
    except RefusedError:
        told = _("There is no such draw in this register.")
        return render(request, "portal/refused.html", {"told": told}, status=404)
    page = Paginator(found.sent, SHOWN).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "page": page,
        "rows": [_row(found, one) for one in page],
        "here": request.get_full_path(),
    }
    context["bundle"] = request.build_absolute_uri(reverse("api-v1:get_bundle", args=[found.draw.draw]))
    return render(request, "portal/draw.html", context | _told(found))


def _plan(plan: dict[str, Any]) -> dict[str, Any]:
    try:
        pack, _version = installed_pack(plan["pack"])
    except UnknownPackError:
        return plan | {"agency_title": plan["agency"]}
    items = pack.inspection_items
    draws = [
        one | {"title": say(items[one["item"]].title) if one["item"] in items else one["item"], "told": state(one["state"]),
               "since": one["from"]}
        for one in plan["draws"]
    ]  # fmt: skip
    agency = pack.agencies.get(plan["agency"])
    return plan | {"draws": draws, "agency_title": say(agency.title) if agency else plan["agency"]}


def state(word: str) -> str:
    """Where a draw stands, in words."""
    return {
        "planned": _("planned"), "committed": _("committed to; not yet in the ledger"),
        "sealed": _("committed to; waits for its seed"), "held": _("held"), "given up": _("given up"),
    }.get(word, word)  # fmt: skip


def source(word: str) -> str:
    """Where a seed comes from, in words."""
    return {
        "drand": _("a round of the drand beacon"), "nist": _("a pulse of the NIST beacon"),
        "ceremony": _("a ceremony of several parties"),
    }.get(word, word)  # fmt: skip


def _told(found: PublicDraw) -> dict[str, Any]:
    agency = found.pack.agencies[found.draw.agency.name]
    return {
        "title": say(found.item.title),
        "facts": [
            (_("Draw"), found.draw.draw, True),
            (_("State"), state(found.state), False),
            (_("Agency"), say(agency.title), False),
            (_("Plan"), f"{found.draw.plan.number} ({found.draw.plan.filed_with})", False),
            (_("Committed to at"), found.commitment["committed_at"], True),
            (_("Hash of the commitment"), found.hash, True),
            (_("Entry of the ledger"), "—" if found.ledger_index is None else str(found.ledger_index), True),
            (_("Source of the seed"), source(found.commitment["seed"]["source"]), False),
            (_("Seed"), found.seed or "—", True),
        ],
        "strata": [
            {**one, "percent": f"{one['bp'] / 100:.2f}"} for one in found.commitment["strata"]
        ],
        "subjects": found.commitment["subjects"]["size"],
        "reasons": {name: say(rule.title) for name, rule in found.item.substitutions.items()},
        "substitutions": [
            {"out": one.out.code, "why": say(found.item.substitutions[one.reason].title)
             if one.reason in found.item.substitutions else one.reason, "into": one.into.code if one.into else "—"}
            for one in found.substitutions
        ],
    }  # fmt: skip


def _row(found: PublicDraw, one: Sent) -> dict[str, Any]:
    labels = found.pack.catalogue[found.item.record.kind].facts.properties[found.item.record.result].labels
    results = "; ".join(say(labels[word]) if word in labels else word for word in one.results)
    own = one.assignment
    return {
        "code": one.code, "scheme": own.entity.scheme, "officers": ", ".join(own.officers),
        "results": results, "visit": own.pk,
    }  # fmt: skip
