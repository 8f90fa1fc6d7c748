"""What an act rests on: where it is, and for a file its hash."""

from __future__ import annotations

import re
from dataclasses import dataclass

KINDS = ("record", "file", "act", "draw")


@dataclass(frozen=True)
class Evidence:
    """One piece: a record (agency/source_ref), a file (with its SHA-256), an act (its number), a draw (its id)."""

    kind: str
    ref: str
    sha256: str | None = None

    def fault(self) -> str | None:
        """What is wrong with its form."""
        if self.kind not in KINDS:
            return f"evidence: expected the kind {', '.join(KINDS)}, came {self.kind!r}"
        if not self.ref.strip():
            return f"evidence: expected where the {self.kind} is, came nothing"
        if self.sha256 is None:
            return f"evidence: expected the SHA-256 of the file {self.ref}, came none" if self.kind == "file" else None
        if not re.fullmatch("[0-9a-f]{64}", self.sha256):
            return f"evidence: {self.ref}: expected a SHA-256 as 64 small hexadecimal digits, came {self.sha256!r}"
        return None

    def as_json(self) -> dict[str, str]:
        """As the act's row keeps it."""
        told = {"kind": self.kind, "ref": self.ref}
        return told if self.sha256 is None else {**told, "sha256": self.sha256}
