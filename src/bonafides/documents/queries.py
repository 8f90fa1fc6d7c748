"""Reads of documents."""

from __future__ import annotations

from bonafides.documents.models import Document
from bonafides.kernel.documents.code import bare


class UnknownDocumentError(LookupError):
    """No document has this code."""


def document_of(code: str) -> Document:
    """The document with a code, however the code was typed. Raises UnknownDocumentError, which does not repeat it."""
    kept = bare(code)
    related = Document.objects.select_related("agency", "entity", "version", "replaces", "replaced_by", "act").defer(
        "version__files"
    )
    found = related.filter(code=kept).first() if kept else None
    if found is None:
        form = (
            "24 letters and digits, as printed on the document"
            if kept is None
            else "the code of a document issued here"
        )
        raise UnknownDocumentError(f"expected {form}; there is no such document")
    return found


def documents_of(
    *, case: int | None = None, entity: int | None = None, form: str | None = None, limit: int | None = None
) -> list[Document]:
    """The documents of a case or a business, the newest first."""
    given = {"case": case, "entity": entity, "form": form}
    found = Document.objects.select_related("agency", "entity", "replaced_by")
    found = found.filter(**{name: value for name, value in given.items() if value is not None}).order_by("-id")
    return list(found[:limit])
