"""The first page of a business: what it must do and by when, what it has in hand, and where the rest is."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bonafides.agencies.accounts.drafts import mine
from bonafides.portal.business.deadlines import tasks_of
from bonafides.portal.business.flows.begin import flow_of
from bonafides.portal.business.here import Here, for_business
from bonafides.portal.business.matters import matter_of
from bonafides.portal.business.nav import nav
from bonafides.remedies.own_matters import own_remedies, own_tasks


@for_business
@require_safe
def home(request: HttpRequest, here: Here) -> HttpResponseBase:
    """What is overdue comes first."""
    day = timezone.localdate()
    tasks = own_tasks(here.ones, day)
    drafts = [
        {"title": flow.title, "about": flow.about, "token": one.token, "saved": one.saved_at, "until": one.expires_at}
        for one in mine(here.account, here.entity.pk)
        if (flow := flow_of(here, matter_of(one.matter))) is not None
    ]
    context = {
        "here": request.path, "nav": nav(request), "name": here.name, "code": here.entity.code, "scheme": here.entity.scheme,
        "yours": tasks_of([one for one in tasks if one.whose == "business"]),
        "theirs": sum(one.whose == "agency" for one in tasks),
        "remedies": len(own_remedies(here.ones, day)), "drafts": drafts, "day": day,
    }  # fmt: skip
    return render(request, "portal/business/home.html", context)
