"""The key of each export: from a secret of this machine and the export's own salt, so that the database alone names nobody."""

from __future__ import annotations

import hmac
import secrets

from bonafides.kernel.marks.choices import KEY_BYTES, Choices
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.key_file import make_once
from bonafides.ledger.keys import folder


def choices_of(salt: bytes) -> Choices:
    """What the export with this salt chose."""
    return Choices(hmac.digest(_secret(), b"export" + salt, "sha256"))


def _secret() -> bytes:
    """The secret beside the ledger's key, made by the first export. Losing it loses the marks of all exports."""
    path = folder() / "marks"
    if not path.exists():
        make_once(path, secrets.token_hex(KEY_BYTES) + "\n")
    text = path.read_text("utf-8").strip()
    try:
        own = bytes.fromhex(text)
    except ValueError:
        own = b""
    if len(own) != KEY_BYTES:
        raise LedgerError(
            f"{path}: expected the secret of the marks, {KEY_BYTES * 2} hexadecimal digits, came something else; "
            "restore it from where the ledger's key is kept"
        )
    return own
