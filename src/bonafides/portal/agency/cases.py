"""Every case of the agency, the newest first; those of one business by its code, one by its number."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.agencies.who import Who
from bonafides.documents.named import names_of
from bonafides.kernel.procedure.model import Meaning
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.officer import for_officers, pack_of, page, the_officer
from bonafides.portal.design.rows import Cell, Page, Table
from bonafides.portal.design.rows import Kind as Tone
from bonafides.portal.public.procedures import meanings
from bonafides.procedures.models import Case, Step

AT_ONCE = 50
TONES: dict[str, Tone] = {"open": "info", "decided": "warn", "in-force": "bad", "ended": "quiet"}
"""How a state looks, by what it means for the business."""


@for_officers()
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Cases by code, by number, or all of them."""
    who = the_officer(request)
    typed = request.GET.get("q", "").strip()
    if typed.isdecimal() and len(typed) < 18 and _own(who).filter(pk=int(typed)).exists():
        return redirect("agency-case", int(typed))
    ended = request.GET.get("ended") == "yes"
    found = _chosen(who, typed, ended=ended)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found.order_by("-pk")[: AT_ONCE + 1])
    context = {
        "typed": typed, "ended": ended, "table": _table(pack_of(who), rows[:AT_ONCE]),
        "pages": Page((), next_url=_next(typed, rows[AT_ONCE - 1].pk, ended=ended) if len(rows) > AT_ONCE else ""),
    }  # fmt: skip
    return page(request, who, "cases", context)


def _own(who: Who) -> QuerySet[Case]:
    return Case.objects.filter(agency__pack=who.pack, agency__name=who.agency)


def _chosen(who: Who, typed: str, *, ended: bool) -> QuerySet[Case]:
    last = Step.objects.filter(case=OuterRef("pk")).order_by("-number")
    found = _own(who).annotate(state=Subquery(last.values("state")[:1]), over=Subquery(last.values("ends")[:1]))
    if typed:
        return found.filter(entity__code=typed.replace("\0", ""))
    return found if ended else found.filter(over=False)


def _table(pack: Pack, rows: list[Case]) -> Table:
    related = Case.objects.select_related("entity").defer("version").in_bulk([one.pk for one in rows])
    codes = {one.pk: related[one.pk].entity.code for one in rows}
    names = names_of(set(codes.values()), timezone.localdate())
    return Table(
        _("Cases"), (_("Case"), _("Business"), _("Code"), _("State"), _("Opened on")),
        tuple(_row(pack, one, codes[one.pk], names) for one in rows), empty=_("There is no such case of your agency."),
    )  # fmt: skip


def _row(pack: Pack, one: Any, code: str, names: dict[str, str]) -> tuple[Cell | str, ...]:
    procedure = pack.procedures.get(one.procedure)
    state = procedure.model.states.get(one.state) if procedure else None
    meaning = state.meaning if state else Meaning.OPEN
    title = say(procedure.title) if procedure else one.procedure
    told = _("%(state)s (%(meaning)s)") % {"state": say(state.title) if state else one.state,
                                           "meaning": meanings()[meaning.value]}  # fmt: skip
    return (
        Cell(_("%(number)s, %(title)s") % {"number": one.pk, "title": title}, href=reverse("agency-case", args=[one.pk])),
        names.get(code, "—"), Cell(code, code=True), Cell(told, tag=TONES[meaning.value]), one.opened_on.isoformat(),
    )  # fmt: skip


def _next(typed: str, last: int, *, ended: bool) -> str:
    asked = {"q": typed, "before": last} | ({"ended": "yes"} if ended else {})
    return "?" + urlencode({name: value for name, value in asked.items() if value})
