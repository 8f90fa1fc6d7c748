"""A document as it is handed out for good: its content, the salt, and the receipt of its leaf. Checked offline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from bonafides.kernel.documents.code import code_of, hash_of
from bonafides.kernel.merkle.checkpoints import Opened, Trust
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.receipts import Disclosed, Receipt, parse_extra

FORM = "bonafides-document-1"


@dataclass(frozen=True)
class Bundle:
    """What a holder keeps; `receipt` is a .tlog-proof that discloses the leaf."""

    content: dict[str, Any]
    salt: bytes
    receipt: str

    @property
    def code(self) -> str:
        return code_of(hash_of(self.content, self.salt))

    def to_json(self) -> dict[str, Any]:
        return {
            "form": FORM,
            "code": self.code,
            "content": self.content,
            "salt": self.salt.hex(),
            "receipt": self.receipt,
        }

    @classmethod
    def of_json(cls, value: object) -> Self:
        """Read a bundle. Raises Refused, saying what is no bundle of a document or does not belong together."""
        if not isinstance(value, dict) or value.get("form") != FORM:
            raise Refused(f"expected a document's file: an object with `form`: `{FORM}`")
        content, salt, receipt = value.get("content"), value.get("salt"), value.get("receipt")
        if not isinstance(content, dict) or not isinstance(salt, str) or not isinstance(receipt, str):
            raise Refused("expected `content` (an object), `salt` and `receipt` (texts)")
        try:
            made = cls(content, bytes.fromhex(salt), receipt)
        except ValueError:
            raise Refused("expected `salt` in hexadecimal digits") from None
        if value.get("code") != made.code:
            raise Refused(f"the content has the code {made.code}, and not {value.get('code')}: it was changed")
        return made

    def verify(self, trust: Trust) -> Opened:
        """The checkpoint under which this document stands. Raises Refused unless it does."""
        receipt = Receipt.parse(self.receipt)
        shown = parse_extra(receipt.extra)
        expected = hash_of(self.content, self.salt).hex()
        if not isinstance(shown, Disclosed) or not isinstance(shown.content, dict):
            raise Refused("expected a receipt that discloses its leaf")
        if shown.content.get("document") != expected:
            raise Refused(f"the receipt is of another document: expected the hash {expected}")
        return receipt.verify(shown.entry(), trust)
