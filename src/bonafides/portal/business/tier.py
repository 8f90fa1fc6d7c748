"""The class of risk: shown to the business, and why, where its pack says so; else that it is not, and what that means."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bonafides.acts.wall import inside
from bonafides.packs.labels import cited, say
from bonafides.packs.pack import Pack, TierUse
from bonafides.portal.business.here import Here, for_business
from bonafides.portal.business.nav import nav
from bonafides.standards.explain.explain import explain
from bonafides.standards.explain.told import told


@for_business
@require_safe
def tier(request: HttpRequest, here: Here) -> HttpResponseBase:
    """One part for each pack that has tiers."""
    packs = [_told(here, pack, pack.info.tiers) for pack in here.packs if pack.info.tiers is not None]
    context = {"here": request.path, "nav": nav(request), "name": here.name, "packs": packs}
    return render(request, "portal/business/tier.html", context)


def _told(here: Here, pack: Pack, use: TierUse) -> dict[str, Any]:
    basis = use.basis if isinstance(use.basis, tuple) else (use.basis,)
    shown: dict[str, Any] = {
        "title": say(pack.info.title), "shown": use.told_to_business, "basis": [cited(pack, one) for one in basis],
        "note": say(use.note),
    }  # fmt: skip
    if use.told_to_business:
        with inside():
            shown["sections"] = told(explain(pack, use.decision, here.entity, timezone.localdate(), timezone.now()))
    return shown
