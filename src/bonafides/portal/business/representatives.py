"""Who speaks for the business: each account by its number, since when and by which proof; any of them can be ended."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.agencies.accounts.speaking import name_of
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Representation
from bonafides.portal.business.here import Here, for_business
from bonafides.portal.business.nav import nav
from bonafides.portal.moments import shown

LAST = 50


@for_business
@require_safe
def representatives(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Those who speak for it now, and those who did, the newest first."""
    now, known = timezone.now(), Representation.objects.filter(entity__in=here.ones)
    held = known.filter(in_force(now)).order_by("since", "pk")
    standing = [
        {"number": one.pk, "who": name_of(one.account_id), "me": one.account_id == here.account, "since": shown(one.since),
         "until": shown(one.until) if one.until else "", "proof": proof_told(one.shown_by)}
        for one in held
    ]  # fmt: skip
    former = [
        {
            "who": name_of(one.account_id),
            "since": shown(one.since),
            "ended": shown(min(ends)),
            "proof": proof_told(one.shown_by),
        }
        for one in known.exclude(pk__in=held.values("pk")).prefetch_related("ended").order_by("-pk")[:LAST]
        if (ends := [each.ends for each in one.ended.all()] + ([one.until] if one.until else []))
    ]
    context = {"here": request.path, "nav": nav(request), "name": here.name, "standing": standing, "former": former}
    return render(request, "portal/business/representatives.html", context)


def proof_told(shown_by: str) -> str:
    """By what it was shown that an account may speak."""
    how, _blank, what = shown_by.partition(" ")
    if how == "document":
        return _("the code of letter %(letter)s") % {"letter": what}
    return _("the word of %(provider)s at sign-in") % {"provider": what} if how == "claim" else shown_by
