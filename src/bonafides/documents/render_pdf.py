"""A document as PDF/A for the archive, tagged for those who cannot see it (PDF/UA). The same bytes each time.

Typst sets it, from a wheel: no program of the system, no font of the system, no network. The words are handed over as data.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from bonafides.documents.fonts import families, fonts
from bonafides.documents.models import Document
from bonafides.documents.paper import address_of, paper
from bonafides.documents.qr import qr_svg

_PAGE = Path(__file__).with_name("page.typ")


def render_pdf(document: Document, language: str) -> bytes:
    """The PDF in one language. Raises NoFontsError."""
    words = paper(document, language) | {"qr": qr_svg(address_of(document)), "families": families()}
    return _set(json.dumps(words, ensure_ascii=False, sort_keys=True), document.issued_on)


@lru_cache(maxsize=32)
def _set(words: str, day: date) -> bytes:
    import typst

    # The day of the document, not of the printing: else no two files would be alike.
    moment = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    made = typst.compile(
        _PAGE.read_bytes(), font_paths=fonts(), ignore_system_fonts=True, format="pdf", sys_inputs={"document": words},
        pdf_standards=["a-2a", "ua-1"], timestamp=moment,
    )  # fmt: skip
    assert isinstance(made, bytes)  # noqa: S101  # of a PDF there is one
    return made
