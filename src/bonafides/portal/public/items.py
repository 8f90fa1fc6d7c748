"""The page of what may be inspected: an item that is not on it may not be, and a business may refuse the visit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.packs.labels import say
from bonafides.packs.words import mark_title
from bonafides.portal.audience import public
from bonafides.sharing.published_items import PublishedItem, published_items


@public
@require_safe
@cache_control(no_store=True)
def items(request: HttpRequest) -> HttpResponse:
    """Every item that may be inspected today, with its basis, its cap of visits and its checklist."""
    found = [_shown(one) for one in published_items(timezone.localdate())]
    return render(request, "portal/items.html", {"items": found, "here": request.path})


def _shown(one: PublishedItem) -> dict[str, Any]:
    item = one.item
    cap = one.yearly_cap
    told = [
        (_("Agency"), one.agency()),
        (_("Level"), _("Key item") if item.level == "key" else _("General item")),
        (_("How"), one.methods()),
        (_("Officers"), _("at least %(number)s") % {"number": one.officers.value} if one.officers else "—"),
        (_("Visits of the agency to one business a year"), _cap(cap.value, cap.mark) if cap else "—"),
        (
            _("Notice before the visit"),
            _("given") if item.notice == "required" else _("none: the visit is unannounced"),
        ),
        (_("In force since"), item.in_force.since.isoformat()),
    ]
    return {
        "key": f"{one.pack.name}-{item.item}", "title": say(item.title), "told": told, "basis": one.basis(),
        "subjects": one.subjects(), "points": one.points(), "joint": one.joint(),
    }  # fmt: skip


def _cap(value: object, mark: str) -> str:
    text = _("at most %(number)s, unless there is a complaint, a referral, an alert or a duty by law") % {
        "number": value
    }
    note = mark_title(mark)
    return _("%(text)s (%(note)s)") % {"text": text, "note": note} if note else text
