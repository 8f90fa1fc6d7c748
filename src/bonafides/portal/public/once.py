"""The page of once-only: the public meter, and what each form of an agency asks and reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.packs.form import Form
from bonafides.packs.labels import cited, say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import packs_in_force
from bonafides.portal.api.once import YEAR
from bonafides.portal.audience import public
from bonafides.sharing.once.figure import Figure, meter
from bonafides.sharing.once.forms import forms_of
from bonafides.sharing.once.told import where_from


@public
@require_safe
@cache_control(no_store=True)
def once(request: HttpRequest) -> HttpResponse:
    """The figure over the last year, by the agency that asks, and every form in force. It names no business."""
    today = timezone.localdate()
    found = meter(today - YEAR, today)
    packs = [pack for pack, _version in packs_in_force()]
    titles = {f"{pack.name}/{name}": say(one.title) for pack in packs for name, one in pack.agencies.items()}
    agencies = [(titles.get(name, name), one) for name, one in found.agencies.items()]
    told = {
        "meter": found, "all": _figures(found.all), "agencies": agencies, "here": request.path,
        "forms": [_form(pack, form) for pack in packs for form in forms_of(pack, today).values()],
    }  # fmt: skip
    return render(request, "portal/once.html", told)


def _figures(one: Figure) -> list[tuple[str, int]]:
    return [
        (_("Matters in which agencies read instead of asking"), one.matters),
        (_("Requests that were not repeated"), one.avoided),
        (_("of these, the agency knew that there is nothing"), one.empty),
        (_("Could not be had from the agency"), one.unavailable),
        (_("Slipped through: asked although an agency held it"), one.slipped_through),
    ]


def _form(pack: Pack, form: Form) -> dict[str, Any]:
    items = [
        (say(one.title), where_from(pack, one), [cited(pack, each) for each in one.basis], one.asked is not None)
        for one in form.items
    ]
    asked = sum(one.asked is not None for one in form.items)
    return {
        "key": f"{pack.name}-{form.form}", "title": say(form.title), "agency": say(pack.agencies[form.agency].title),
        "items": items, "asked": asked, "of": len(form.items),
    }  # fmt: skip
