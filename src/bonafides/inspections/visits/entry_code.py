"""The one-time code of a visit: shown to the business, given back at the door. The register keeps its hash only."""

from __future__ import annotations

import hashlib
import re
import secrets

# Without I, L, O, U: what is read aloud or typed from paper is not mistaken.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 16, 4
_ALIKE = str.maketrans("ILO", "110")


def new_code() -> str:
    """A code of 80 bits of chance, in groups of four."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))


def code_hash(code: str) -> bytes:
    """The hash of a code, however it was typed: blanks, hyphens, small letters and look-alikes make no difference."""
    bare = re.sub(r"[\s-]", "", code).upper().translate(_ALIKE)
    return hashlib.sha256(f"bonafides-visit {bare}".encode()).digest()


def as_qr(text: str) -> str:
    """A QR code as lines of text, two rows of its squares a line, for a terminal or a page in a fixed font."""
    import segno

    rows = [[bool(square) for square in row] for row in segno.make_qr(text, error="m").matrix_iter(border=2)]
    rows += [[False] * len(rows[0])] if len(rows) % 2 else []
    signs = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return "\n".join(
        "".join(signs[upper, lower] for upper, lower in zip(rows[place], rows[place + 1], strict=True))
        for place in range(0, len(rows), 2)
    )
