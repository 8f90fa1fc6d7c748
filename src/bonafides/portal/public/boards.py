"""The board of a business, for whoever holds the code of a document that it was served: who has to do what, until when."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.documents.queries import UnknownDocumentError, document_of
from bonafides.packs.labels import cited_words, say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.portal.audience import public
from bonafides.procedures.board import Task
from bonafides.remedies.business_board import BusinessBoard, business_board


@public
@require_safe
@cache_control(no_store=True)
def boards(request: HttpRequest) -> HttpResponse:
    """Where the code of a document is typed."""
    code = request.GET.get("code", "").strip()
    if not code:
        return render(request, "portal/boards.html", {"here": request.path})
    try:
        return redirect("board", document_of(code).code)
    except UnknownDocumentError:
        return render(request, "portal/boards.html", {"here": request.path, "refused": _not_known()}, status=404)


@public
@require_safe
@cache_control(no_store=True)
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The deadlines of one matter, on both sides; what was escalated first, then what is overdue."""
    try:
        found = business_board(code)
    except UnknownDocumentError:
        return render(request, "portal/refused.html", {"told": _not_known()}, status=404)
    if found.document.code != code:
        return redirect("board", found.document.code)
    return render(request, "portal/board.html", {"here": request.path, **_context(found)})


def _not_known() -> str:
    return _("No document of this register has this code. Compare it with the paper, letter by letter.")


def _context(found: BusinessBoard) -> dict[str, Any]:
    document = found.document
    pack = installed_pack(document.version.pack)[0]
    agency = pack.agencies.get(document.agency.name)
    return {
        "code": document.code,
        "title": say(document.content["title"]),
        "number": document.number,
        "business": say(document.content["to"]["name"]),
        "business_code": document.entity.code,
        "agency": say(agency.title) if agency else document.agency.name,
        "day": found.day.isoformat(),
        "open": found.open,
        "yours": [task_told(pack, one) for one in found.of("business")],
        "theirs": [task_told(pack, one) for one in found.of("agency")],
        "remedies": [
            {"until": one.until.isoformat(), "text": say(one.text), "number": one.number} for one in found.remedies
        ],
    }


def task_told(pack: Pack, one: Task) -> dict[str, Any]:
    """A task as people read it. Where no clock runs, what a case has come to is told by a document, not here."""
    return {
        "title": say(one.what) if one.clock else _("No statutory period runs; the next step is the authority's"),
        "procedure": say(one.title),
        "case": one.case,
        "due": one.due.isoformat() if one.due else "",
        "when": _("until %(day)s") % {"day": one.due} if one.due else _day_unknown() if one.unknown else _("no period"),
        "mark": mark_told(one),
        "steps": [say(step) for step in _steps(pack, one)] if one.clock and one.whose == "business" else [],
        "basis": [cited_words(pack, basis) for basis in one.basis],
        "since": one.started.isoformat(),
    }


def mark_told(one: Task) -> str:
    """That it is overdue, and whether that was escalated."""
    if one.escalated:
        return _("Overdue; recorded in the public ledger and put before the supervisor")
    return _("Overdue") if one.overdue else ""


def _day_unknown() -> str:
    return _("its day cannot be told yet: the holidays of the coming year are not made known")


def _steps(pack: Pack, one: Task) -> list[Any]:
    """What meets it, by its titles."""
    procedure = pack.procedures.get(one.procedure)
    known = procedure.model.steps if procedure else {}
    return [known[name].title for name in one.steps if name in known]
