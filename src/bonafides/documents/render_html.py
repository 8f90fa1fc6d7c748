"""A document as HTML: a fragment for a page, or a file that stands alone. Every word is escaped; no script, nothing fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from bonafides.documents.models import Document
from bonafides.documents.paper import address_of, paper
from bonafides.documents.qr import qr_svg

_STYLE = Path(__file__).with_name("static") / "documents" / "paper.css"
_LANG = {"zh": "zh-Hans"}


def render_html(document: Document, language: str) -> str:
    """A file of its own, with its style in it: it can be kept, sent and printed."""
    style = mark_safe(_STYLE.read_text("utf-8"))  # noqa: S308  # a file of ours
    return render_to_string("documents/alone.html", paper_context(document, language) | {"style": style})


def paper_context(document: Document, language: str) -> dict[str, Any]:
    """What the template `documents/paper.html` needs."""
    told = paper(document, language)
    told |= {
        "lang": _LANG.get(language, language),
        "parts": _parts(told["blocks"]),
        "iso": document.content["issued_on"],
    }
    square = mark_safe(qr_svg(address_of(document)))  # noqa: S308  # squares of ours; the text is not in it
    return {"paper": told, "qr": square}


def _parts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks under their headings; a text with lines of its own is a paragraph each."""
    parts: list[dict[str, Any]] = [{"heading": "", "blocks": []}]
    for block in blocks:
        if "heading" in block:
            parts.append({"heading": block["heading"], "blocks": []})
        elif "text" in block:
            parts[-1]["blocks"].append({"text": [one for one in block["text"].splitlines() if one.strip()]})
        else:
            parts[-1]["blocks"].append(block)
    return [one for one in parts if one["heading"] or one["blocks"]]
