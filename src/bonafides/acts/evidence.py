"""What an act rests on: where it is, and for a file its hash."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bonafides.kernel.sentence import Joined, Sentence

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
            return Sentence("evidence: expected the kind %(kinds)s, came %(kind)r", kinds=Joined(KINDS), kind=self.kind)
        if not self.ref.strip():
            return Sentence("evidence: expected where the %(kind)s is, came nothing", kind=self.kind)
        if self.sha256 is None:
            return (
                Sentence("evidence: expected the SHA-256 of the file %(ref)s, came none", ref=self.ref)
                if self.kind == "file"
                else None
            )
        if not re.fullmatch("[0-9a-f]{64}", self.sha256):
            return Sentence(
                "evidence: %(ref)s: expected a SHA-256 as 64 small hexadecimal digits, came %(sha256)r",
                ref=self.ref,
                sha256=self.sha256,
            )
        return None

    def as_json(self) -> dict[str, str]:
        """As the act's row keeps it."""
        told = {"kind": self.kind, "ref": self.ref}
        return told if self.sha256 is None else {**told, "sha256": self.sha256}
