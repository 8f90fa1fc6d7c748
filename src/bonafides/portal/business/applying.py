"""What the business can apply for by itself: by a form that agencies fill in as far as they can, or by a pledge."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.pledges.catalogue import catalogue
from bonafides.portal.business.here import Here, for_business
from bonafides.portal.business.nav import nav
from bonafides.sharing.once.forms import forms_of


@for_business
@require_safe
def applying(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Items that are open to pledges, and forms; of a form that opens no procedure, where to hand it in."""
    day = timezone.localdate()
    names = {one.name for one in here.packs}
    pledges = [
        {
            "pack": one.pack.name,
            "name": one.item.item,
            "title": say(one.item.title),
            "agency": _agency(one.pack, one.item.agency),
        }
        for one in catalogue(day)
        if one.pack.name in names
    ]
    forms = [
        {"pack": pack.name, "name": form.form, "title": say(form.title), "agency": _agency(pack, form.agency),
         "here": bool(form.procedure and form.opening), "items": len(form.items),
         "asked": sum(one.asked is not None for one in form.items)}
        for pack in here.packs for form in forms_of(pack, day).values()
    ]  # fmt: skip
    context: dict[str, Any] = {
        "here": request.path, "nav": nav(request), "name": here.name, "pledges": pledges, "forms": forms,
    }  # fmt: skip
    return render(request, "portal/business/applying.html", context)


def _agency(pack: Pack, name: str) -> str:
    return say(pack.agencies[name].title) if name in pack.agencies else name
