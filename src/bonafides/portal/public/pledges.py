"""The page of what may be had by a pledge: conditions, papers, duties, consequences, in plain words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.packs.labels import cited, say
from bonafides.packs.pack import Pack
from bonafides.packs.pledge import Basis
from bonafides.packs.vocabulary import Citation
from bonafides.pledges.catalogue import Offered, catalogue
from bonafides.portal.audience import public


@public
@require_safe
@cache_control(no_store=True)
def pledges(request: HttpRequest) -> HttpResponse:
    """Every item that an agency opened."""
    found = [_shown(one) for one in catalogue(timezone.localdate())]
    return render(request, "portal/pledges.html", {"items": found, "here": request.path})


def _shown(one: Offered) -> dict[str, Any]:
    item, pack = one.item, one.pack
    return {
        "key": f"{pack.name}-{item.item}", "title": say(item.title), "agency": say(pack.agencies[item.agency].title),
        "version": item.version, "since": one.offer.since.isoformat(), "basis": _cited(pack, item.basis),
        "procedure": item.procedure, "ordinary": item.ordinary.procedure,
        "conditions": [(say(each.title), say(each.verify), _cited(pack, each.basis)) for each in item.conditions],
        "papers": [(say(each.title), each.promisable, _cited(pack, each.basis)) for each in item.papers],
        "duties": [(say(each.text), _cited(pack, each.basis)) for each in item.duties],
        "consequences": [(say(each.text), _cited(pack, each.basis)) for each in item.consequences],
        "grounds": list(dict.fromkeys(say(each.because) for each in item.excluded.grounds.values())),
    }  # fmt: skip


def _cited(pack: Pack, basis: Basis) -> list[str]:
    named = (basis,) if isinstance(basis, Citation) else basis
    return [cited(pack, each) for each in named]
