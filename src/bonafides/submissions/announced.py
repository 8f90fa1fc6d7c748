"""What a client says of a file before its first part: checked before a byte of it is kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bonafides.submissions.client import SubmissionRefusedError
from bonafides.submissions.models import FORMATS

LARGEST = 4_000_000_000
"""Bytes of a file; more is several files."""
LONGEST_NAME = 200
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Announced:
    """A file by its name, format, size and SHA-256."""

    file_name: str
    format: str
    size: int
    sha256: str

    def check(self) -> None:
        """Raises SubmissionRefusedError."""
        if why := _why_no_name(self.file_name):
            raise SubmissionRefusedError(422, f"file_name: expected the bare name of a file, came one {why}")
        if self.format not in FORMATS:
            raise SubmissionRefusedError(422, f"format: expected one of {', '.join(FORMATS)}, came another")
        if not 0 < self.size <= LARGEST:
            raise SubmissionRefusedError(
                413, f"size: expected 1 to {LARGEST:,} bytes, came another; send several files"
            )
        if not _HEX.fullmatch(self.sha256):
            raise SubmissionRefusedError(422, "sha256: expected 64 hexadecimal digits, in small letters")


def _why_no_name(name: str) -> str | None:
    """A name is shown to people and never used as a path; all the same one that would lead elsewhere is refused."""
    if not name.strip() or len(name) > LONGEST_NAME:
        return f"of none or more than {LONGEST_NAME} characters"
    if "/" in name or "\\" in name or name.startswith("."):
        return "that leads to a folder, or begins with a dot"
    if any(unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for one in name):
        return "with characters that cannot be seen"
    return None
