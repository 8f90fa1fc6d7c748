"""Deadlines of cases as tasks of the design: what, by when, how it stands, where to go."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.portal.design.rows import Tag
from bonafides.portal.design.rows import Task as Shown
from bonafides.portal.public.boards import mark_told, task_told
from bonafides.procedures.board import Task
from bonafides.procedures.models import Case


def tasks_of(tasks: Iterable[Task]) -> list[Shown]:
    """They, in the order in which they came."""
    known = list(tasks)
    packs = _packs({one.case for one in known})
    return [_shown(one, packs[one.case]) for one in known]


def _packs(cases: set[int]) -> dict[int, Pack]:
    pack = cache(lambda name: installed_pack(name)[0])
    return {number: pack(name) for number, name in Case.objects.filter(pk__in=cases).values_list("pk", "version__pack")}


def _shown(one: Task, pack: Pack) -> Shown:
    told = task_told(pack, one)
    agency = pack.agencies.get(one.agency)
    steps = _("Met by:") + " " + " · ".join(told["steps"]) if told["steps"] else ""
    note = " · ".join(filter(None, (told["procedure"], say(agency.title) if agency else one.agency, steps)))
    mark = mark_told(one)
    if mark:
        status = Tag(mark, "bad")
    elif one.whose == "business":
        status = Tag(_("yours"), "warn") if one.due else Tag(_("open"), "info")
    else:
        status = Tag(_("with the authority"), "info")
    return Shown(told["title"], reverse("business-matter", args=[one.case]), status, told["when"], note)
