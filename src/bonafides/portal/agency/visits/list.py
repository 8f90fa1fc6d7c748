"""The visits that wait: one's own first, then those of the whole agency; one by its number."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.roles import Role
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.documents.named import names_of
from bonafides.inspections import board as waiting
from bonafides.inspections.models import Assignment
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.days import left
from bonafides.portal.agency.officer import for_officers, pack_of, page, the_officer
from bonafides.portal.agency.visits.words import step_title
from bonafides.portal.design.rows import Tag, Task

MOST = 100


@for_officers()
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """Those in which a step waits."""
    who = the_officer(request)
    typed = request.GET.get("q", "").strip()
    if typed.isdecimal() and len(typed) < 18 and _there(who, int(typed)):
        return redirect("agency-visit", int(typed))
    with inside():
        found = waiting.board(who.pack, who.agency)
    own = [one for one in found if who.name in one.officers]
    others = [one for one in found if who.name not in one.officers]
    pack = pack_of(who)
    names = names_of({one.code for one in [*own[:MOST], *others[:MOST]]}, timezone.localdate())
    context = {
        "typed": typed, "own": [_task(pack, one, names) for one in own[:MOST]], "own_count": len(own),
        "others": [_task(pack, one, names) for one in others[:MOST]], "others_count": len(others), "most": MOST,
        "may_open": bool({Role.CASE_OFFICER, Role.DECIDER} & {*who.roles}),
    }  # fmt: skip
    return page(request, who, "visits", context)


def _there(who: Who, number: int) -> bool:
    return Assignment.objects.filter(pk=number, agency__pack=who.pack, agency__name=who.agency).exists()


def _task(pack: Pack, one: Any, names: dict[str, str]) -> Task:
    item = pack.inspection_items.get(one.item)
    tag = Tag(step_title(one.step), "bad" if one.overdue else "info")
    due = f"{one.due.isoformat()}, {left(one.due, timezone.localdate())}" if one.due else ""
    note = _("visit %(number)s, %(item)s, %(code)s") % {
        "number": one.assignment, "item": say(item.title) if item else one.item, "code": one.code,
    }  # fmt: skip
    return Task(names.get(one.code, one.code), reverse("agency-visit", args=[one.assignment]), tag, due, note)
