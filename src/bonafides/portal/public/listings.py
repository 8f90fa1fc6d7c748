"""The page of who is on a list today, for anybody: by code alone, without a name, and nothing of what has ended."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.listings.released import Released, released, with_records
from bonafides.packs.labels import cited, say, value_text
from bonafides.packs.queries import installed_pack
from bonafides.portal.audience import public

SHOWN = 50
LONGEST = 40


@public
@require_safe
@cache_control(no_store=True)
def listings(request: HttpRequest) -> HttpResponse:
    """The lists, newest first; `code` finds one business. There is no search by name."""
    code = request.GET.get("code", "").strip()
    asked = "-" if len(code) > LONGEST or "\0" in code else code.upper()  # a code that nobody has
    found = released(timezone.localdate(), code=asked)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {"code": code[:LONGEST], "page": page, "rows": [_row(one) for one in with_records(list(page))],
               "here": request.get_full_path()}  # fmt: skip
    return render(request, "portal/listings.html", context)


def _row(one: Released) -> dict[str, Any]:
    listing, record = one.listing, one.record
    pack = installed_pack(record.kind.pack)[0]
    kind, agency = pack.catalogue.get(listing.name), pack.agencies.get(record.agency.name)
    facts = kind.facts.properties if kind else {}
    told = [
        (say(facts[name].title), value_text(facts[name], value))
        for name, value in record.facts.items()
        if name in facts
    ]
    until = listing.until.isoformat() if listing.until else _("until it is ended")
    return {
        "code": listing.entity.code, "record": reverse("entity", args=[listing.entity.scheme, listing.entity.code]),
        "list": say(kind.title) if kind else listing.name,
        "told": [
            (_("On the list since"), listing.since.isoformat()), (_("Until"), until),
            (_("Agency"), say(agency.title) if agency else record.agency.name), (_("Decision"), record.document_no or "—"), *told,
        ],
        "basis": [cited(pack, each) for each in kind.basis] if kind else [],
    }  # fmt: skip
