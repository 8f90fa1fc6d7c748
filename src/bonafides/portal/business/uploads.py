"""Files that a business gives: a few, not too large, and what they say that they are, by their first bytes."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

LARGEST = 5 * 1024 * 1024
STARTS = {b"%PDF-": ("pdf",), b"\x89PNG\r\n\x1a\n": ("png",), b"\xff\xd8\xff": ("jpg", "jpeg")}
ACCEPT = ".pdf,.png,.jpg,.jpeg"


class FileRefusedError(ValueError):
    """A file that is not taken; says why, in the reader's language."""


def taken(given: Any) -> tuple[str, bytes]:
    """Name and content. Raises FileRefusedError."""
    if (given.size or 0) > LARGEST:
        raise FileRefusedError(_("The file is larger than 5 MB. Make it smaller, or give it in parts."))
    content = given.read(LARGEST + 1)
    name = PurePath((given.name or "").replace("\\", "/")).name.strip()
    ending = name.rpartition(".")[2].lower()
    if not name.isprintable() or not 0 < len(name) <= 200 or not any(
        content.startswith(start) and ending in endings for start, endings in STARTS.items()
    ):  # fmt: skip
        raise FileRefusedError(_("Give a PDF, a PNG or a JPEG file whose name ends so."))
    return name, content
