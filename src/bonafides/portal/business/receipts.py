"""What the business sent itself: each with its moment, its act, its place in the ledger, and what runs since then."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.authority import BUSINESS
from bonafides.acts.models import Act
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.index import index_of_act
from bonafides.ledger.receipts import receipt_of_act
from bonafides.portal.business.act_words import act_title
from bonafides.portal.business.deadlines import tasks_of
from bonafides.portal.business.here import Here, for_business, not_here
from bonafides.portal.business.nav import nav
from bonafides.portal.business.notices import documents_table
from bonafides.portal.design.rows import Cell, Page, Table
from bonafides.portal.moments import offset, shown
from bonafides.remedies.own_matters import own_case

A_PAGE = 25


@for_business
@require_safe
def receipts(request: HttpRequest, here: Here) -> HttpResponseBase:
    """The newest first. An act that another one brought about is told with that one."""
    before = request.GET.get("before", "")
    mine = _mine(here).order_by("-pk")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        mine = mine.filter(pk__lt=int(before))
    rows = list(mine[: A_PAGE + 1])
    table = Table(
        _("What this business sent itself"), (_("What"), _("When"), _("By"), _("Receipt")),
        tuple(
            (Cell(act_title(one), reverse("business-receipt", args=[one.pk])), shown(one.at), one.officer,
             Cell(str(one.pk), code=True))
            for one in rows[:A_PAGE]
        ),
        _("Nothing was sent from these pages yet."),
    )  # fmt: skip
    more = f"?before={rows[A_PAGE - 1].pk}" if len(rows) > A_PAGE else ""
    page = Page((table,), more, reverse("business-receipts") if before else "")
    context = {"here": request.get_full_path(), "nav": nav(request), "name": here.name, "page": page}
    return render(request, "portal/business/receipts.html", context)


@for_business
@require_safe
def receipt(request: HttpRequest, here: Here, number: int) -> HttpResponseBase:
    """That it came in, when, and what follows. It can be printed and kept."""
    act = _mine(here).filter(pk=number).first()
    if act is None:
        return not_here(request)
    case = act.details.get("case")
    one = own_case(here.ones, case, timezone.localdate()) if isinstance(case, int) else None
    context: dict[str, Any] = {
        "here": request.path, "nav": nav(request), "name": here.name, "code": here.entity.code, "act": act,
        "title": act_title(act), "moment": shown(act.at), "offset": offset(), "index": index_of_act(act.pk), "case": case,
        "files": [each for each in act.evidence if each["kind"] == "file"], "record": act.details.get("record"),
        "theirs": tasks_of([each for each in one.tasks if each.whose == "agency"]) if one else [],
        "yours": tasks_of([each for each in one.tasks if each.whose == "business"]) if one else [],
        "documents": documents_table([each for each in one.served if each.act_id == act.pk]) if one else None,
    }  # fmt: skip
    return render(request, "portal/business/receipt.html", context)


@for_business
@require_safe
def proof(request: HttpRequest, here: Here, number: int) -> HttpResponseBase:
    """The same for whoever checks it without this register: `bonafides verify receipt FILE`."""
    if not _mine(here).filter(pk=number).exists():
        return not_here(request)
    try:
        text = str(receipt_of_act(number))
    except LedgerError:
        told = _("It waits for its place in the ledger. Come back in some minutes.")
        return render(request, "portal/refused.html", {"told": told, "here": request.path}, status=409)
    name = f'attachment; filename="receipt-{number}.txt"'
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": name})


def _mine(here: Here) -> Any:
    return Act.objects.filter(agency=BUSINESS, subject__in=here.ones)
