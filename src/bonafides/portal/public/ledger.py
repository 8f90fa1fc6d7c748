"""The page of the ledger: how long it is, who has seen it, and how anybody checks it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.ledger.errors import LedgerError
from bonafides.ledger.queries import cosigned_by, newest, newest_cosigned, note_of, shown, waiting
from bonafides.ledger.receipts import closed_receipt_of_act
from bonafides.ledger.witnesses import witnesses
from bonafides.portal.audience import public
from bonafides.portal.charts.series import number_text
from bonafides.portal.design.rows import Row

_LONGEST = 18


@public
@require_safe
@cache_control(no_store=True)
def ledger(request: HttpRequest) -> HttpResponse:
    """The state of the log; with `act`, the number of an act, its receipt."""
    asked = request.GET.get("act", "").strip()
    refused = receipt = ""
    if asked:
        if not (asked.isascii() and asked.isdecimal() and int(asked[:_LONGEST]) > 0 and len(asked) <= _LONGEST):
            refused = _("That is no number of an act. It is a whole number, such as 12; documents and records name it.")
        else:
            try:
                receipt = str(closed_receipt_of_act(int(asked)))
            except LedgerError:
                refused = _("No act of this number was entered in the log yet.")
    context = {
        "here": request.path, "rows": ledger_rows(), "asked": asked[:_LONGEST], "refused": refused,
        "address": request.build_absolute_uri(reverse("checkpoint")), "note": _note(), "receipt": receipt,
    }  # fmt: skip
    return render(request, "portal/ledger.html", context, status=400 if refused else 200)


def ledger_rows() -> list[Row]:
    """The last checkpoint, and by whom it was seen."""
    last, seen = newest(), newest_cosigned()
    if last is None:
        return []
    listed = ", ".join(one.name for one in witnesses()) or _("none is listed: only we say so")
    by = ", ".join(cosigned_by(seen)) if seen else ""
    rows = [
        Row(_("Name of the log"), shown(last).origin, code=True),
        Row(_("Entries"), number_text(shown(last).size)),
        Row(_("Root"), shown(last).root.hex(), code=True),
        Row(_("Sealed"), date_format(timezone.localtime(last.at), "Y-m-d H:i:s")),
        Row(_("Waiting to be sealed"), number_text(waiting())),
        Row(_("Witnesses"), listed),
    ]
    if seen is not None and by:
        text = _("%(size)s entries, by %(by)s") % {"size": number_text(shown(seen).size), "by": by}
        rows.append(Row(_("Last seen by witnesses"), text))
    return rows


def _note() -> str:
    last = newest()
    return "" if last is None else str(note_of(last))
