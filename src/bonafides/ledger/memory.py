"""The last checkpoint that this machine signed, beside its key and outside the database.

Whoever can rewrite the whole database can also put an old one in its place. Only what is kept elsewhere shows that: this
file, the witnesses, and whoever kept a checkpoint.
"""

from __future__ import annotations

import os
import secrets

from bonafides.kernel.merkle.checkpoints import Checkpoint, Trust, open_checkpoint
from bonafides.kernel.merkle.errors import Refused
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.keys import Keys, folder


def remembered(keys: Keys) -> Checkpoint | None:
    """The last checkpoint that was signed here. Raises LedgerError where the file does not hold one of this log."""
    path = folder() / "signed"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror}") from error
    try:
        return open_checkpoint(text, Trust(keys.verifiers)).checkpoint
    except Refused as error:
        raise LedgerError(f"{path}: {error}. It is the last checkpoint that this machine signed") from error


def remember(keys: Keys, note: str) -> None:
    """Keep a checkpoint that was committed, unless one of more entries is kept already."""
    size = Checkpoint.parse(note.partition("\n\n")[0] + "\n").size
    last = remembered(keys)
    if last is not None and last.size > size:
        return
    path = folder() / "signed"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".signed-{os.getpid()}-{secrets.token_hex(4)}")
    draft.write_text(note, encoding="utf-8")
    draft.replace(path)
