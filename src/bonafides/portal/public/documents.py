"""A document for whoever has its code: as it was issued, whether it stands in the ledger, and what came after it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.documents.fonts import NoFontsError
from bonafides.documents.models import Document
from bonafides.documents.queries import UnknownDocumentError, document_of
from bonafides.documents.render_html import paper_context
from bonafides.documents.render_pdf import render_pdf
from bonafides.documents.verify import Verdict, verify
from bonafides.kernel.documents.code import grouped
from bonafides.packs.labels import language
from bonafides.packs.queries import installed_pack
from bonafides.portal.audience import public
from bonafides.sharing.certificate import unchanged


@public
@require_safe
@cache_control(no_store=True)
def documents(request: HttpRequest) -> HttpResponse:
    """Where a code that was typed is looked up."""
    code = request.GET.get("code", "").strip()
    if not code:
        return render(request, "portal/documents.html", {"here": request.path})
    try:
        return redirect("document", document_of(code).code)
    except UnknownDocumentError:
        told = _("No document of this register has this code. Compare it with the paper, letter by letter.")
        return render(request, "portal/documents.html", {"here": request.path, "refused": told}, status=404)


@public
@require_safe
@cache_control(no_store=True)
def document(request: HttpRequest, code: str) -> HttpResponse:
    """One document, in the language of the reader where it has it, else in its first."""
    found = _found(code)
    if found is None:
        return _nothing(request)
    if found.code != code:
        return redirect("document", found.code)
    context = {"here": request.path, "document": found, "code": grouped(found.code), **told(found)}
    return render(request, "portal/document.html", context | paper_context(found, _language(found)))


@public
@require_safe
@cache_control(no_store=True)
def document_pdf(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The same as PDF."""
    found = _found(code)
    if found is None or language not in found.languages:
        return _nothing(request)
    try:
        content = render_pdf(found, language)
    except NoFontsError:
        told = _("This installation has no font for PDF files. The page itself can be printed.")
        return render(request, "portal/refused.html", {"told": told}, status=503)
    name = f'inline; filename="{found.form}-{found.code[:8]}-{language}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


def told(found: Document) -> dict[str, Any]:
    """What is to be said above a document: whether it stands, and what came after it."""
    verdict = verify(found)
    after = getattr(found, "replaced_by", None)
    pdf = [(one, reverse("document-pdf", args=[found.code, one])) for one in found.languages]
    return {
        "state": verdict.state,
        "standing": standing(verdict),
        "index": verdict.index,
        "outdated": _outdated(found),
        "after": None if after is None else (after.content["title"][_language(found)], after.number),
        "pdf": [
            (address, {"zh": _("PDF in Chinese"), "en": _("PDF in English")}.get(one, one)) for one, address in pdf
        ],
        "offline": reverse("api-v1:get_document", args=[found.code]),
    }


def _outdated(found: Document) -> bool:
    """Whether it is a certificate of a public record that is another by now: what ended since is no longer so."""
    pack = installed_pack(found.version.pack)[0]
    use = pack.info.certificate
    return use is not None and found.form == use.form and not unchanged(pack, found)


def standing(verdict: Verdict) -> str:
    """The verdict, in words."""
    return {
        "stands": _("Genuine: issued by this authority, unchanged, and entered in the public ledger."),
        "waits": _("Genuine: issued by this authority, unchanged. It is about to be entered in the public ledger."),
        "changed": _(
            "Do not rely on this: what is stored here is not what was issued. The operator has to look into it."
        ),
    }[verdict.state]


def _found(code: str) -> Document | None:
    try:
        return document_of(code)
    except UnknownDocumentError:
        return None


def _language(found: Document) -> str:
    return language() if language() in found.languages else str(found.languages[0])


def _nothing(request: HttpRequest) -> HttpResponse:
    told = _("No document of this register has this code. Compare it with the paper, letter by letter.")
    return render(request, "portal/refused.html", {"told": told}, status=404)
