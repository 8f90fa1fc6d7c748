"""Notices, matters and deadlines: what you must do by when, what you may still do, and every document that you were served."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.documents.models import Document
from bonafides.packs.labels import say
from bonafides.packs.queries import installed_pack
from bonafides.portal.business.deadlines import tasks_of
from bonafides.portal.business.here import Here, for_business
from bonafides.portal.business.nav import nav
from bonafides.portal.design.rows import Cell, Page, Table
from bonafides.remedies.own_matters import heads_of, own_cases, own_remedies, own_tasks

A_PAGE = 25


@for_business
@require_safe
def notices(request: HttpRequest, here: Here) -> HttpResponseBase:
    """What is overdue comes first; then what is due, the remedies that are open, the matters, the documents."""
    day = timezone.localdate()
    tasks, cases = own_tasks(here.ones, day), own_cases(here.ones)
    context = {
        "here": request.get_full_path(), "nav": nav(request), "name": here.name, "day": day,
        "yours": tasks_of([one for one in tasks if one.whose == "business"]),
        "theirs": tasks_of([one for one in tasks if one.whose == "agency"]),
        "remedies": [
            {"until": one.until, "text": say(one.text), "number": one.number} for one in own_remedies(here.ones, day)
        ],
        "matters": _matters(cases[:A_PAGE]), "more_matters": max(0, len(cases) - A_PAGE),
        "documents": documents_page(here, request.GET.get("before", "")),
    }  # fmt: skip
    return render(request, "portal/business/notices.html", context)


def documents_page(here: Here, before: str) -> Page:
    """Documents that the business was served, the newest first, by key."""
    known = Document.objects.select_related("agency", "version").defer("version__files").order_by("-pk")
    mine = known.filter(entity__in=here.ones)
    if before.isascii() and before.isdecimal() and len(before) < 19:
        mine = mine.filter(pk__lt=int(before))
    rows = list(mine[: A_PAGE + 1])
    more = f"?before={rows[A_PAGE - 1].pk}#documents" if len(rows) > A_PAGE else ""
    return Page((documents_table(rows[:A_PAGE]),), more, f"{reverse('business-notices')}#documents" if before else "")


def documents_table(rows: list[Document]) -> Table:
    """Documents with their day and number, each leading to itself."""
    return Table(
        _("Documents served on you"),
        (_("Document"), _("Served on"), _("Number"), _("Agency")),
        tuple(
            (
                Cell(say(one.content["title"]), reverse("document", args=[one.code])), one.content["served_on"],
                one.number or "—", say(one.content["agency"]["title"]),
            )
            for one in rows
        ),
        _("You were served no document."),
    )  # fmt: skip


def _matters(numbers: list[int]) -> Table:
    rows: list[tuple[Any, ...]] = []
    for one, ended in heads_of(numbers):
        pack = installed_pack(one.case.version.pack)[0]
        agency = pack.agencies.get(one.case.agency.name)
        rows.append((
            Cell(say(one.procedure.title), reverse("business-matter", args=[one.case.pk])),
            one.case.opened_on.isoformat(), say(agency.title) if agency else one.case.agency.name,
            one.case.record.source_ref if one.case.record else "—",
            Cell(_("ended"), tag="quiet") if ended else Cell(_("open"), tag="info"),
        ))  # fmt: skip
    return Table(
        _("Your matters"), (_("Matter"), _("Since"), _("Agency"), _("Record"), _("Status")), tuple(rows),
        _("No case of yours is known here: you applied for nothing and were told of nothing."),
    )  # fmt: skip
