"""Certificates of the public record: made now, as a document under a code that a bank or anybody else can check."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.acts.act import ActRefusedError
from bonafides.acts.spoken import spoken
from bonafides.documents.models import Document
from bonafides.packs.labels import language, say
from bonafides.portal.business.here import Here, for_business
from bonafides.portal.business.nav import nav
from bonafides.portal.design.rows import Cell, Table
from bonafides.sharing.acts.certify import certify
from bonafides.sharing.certificate import basis_of

LAST = 25


@for_business
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Those that were made, the newest first, and a button for a new one of each pack that has a form for it."""
    told, status = "", 200
    packs = [one for one in here.packs if one.info.certificate is not None]
    if request.method == "POST":
        pack = next((one for one in packs if one.name == request.POST.get("pack")), None)
        if pack is not None and ratelimit.consume(request, action="send", user=request.user):  # ACCOUNT_RATE_LIMITS
            try:
                made = certify(here.acting(pack.name, basis_of(pack), "certificate of record"), here.entity)
            except ActRefusedError as error:
                told, status = spoken(error), 409
            else:
                return redirect("document", made.code)
        else:
            told, status = _("Too many at once. Try again in an hour."), 429
    forms = [one.info.certificate.form for one in packs if one.info.certificate]
    rows = Document.objects.filter(entity__in=here.ones, form__in=forms).order_by("-pk")[:LAST]
    context = {
        "here": request.path, "nav": nav(request), "name": here.name, "told": told, "table": _table(list(rows)),
        "packs": [{"name": one.name, "title": say(one.info.title)} for one in packs],
    }  # fmt: skip
    return render(request, "portal/business/certificates.html", context, status=status)


def _table(rows: list[Document]) -> Table:
    return Table(
        _("Certificates that were made"), (_("Certificate"), _("Day"), _("Number"), _("As PDF")),
        tuple(_row(one) for one in rows), _("None yet."),
    )  # fmt: skip


def _row(one: Document) -> tuple[Cell | str, ...]:
    spoken = language() if language() in one.languages else str(one.languages[0])
    return (
        Cell(say(one.content["title"]), reverse("document", args=[one.code])),
        one.content["served_on"],
        one.number or "—",
        Cell({"zh": "中文", "en": "English"}.get(spoken, "PDF"), reverse("document-pdf", args=[one.code, spoken])),
    )
