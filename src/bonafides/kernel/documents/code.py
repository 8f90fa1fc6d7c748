"""The code of a document: 120 bits of a salted hash of its content. So the code itself says what was issued.

Who has the code may read the document: it is found by no other way, and cannot be guessed. Who changes the content, in the
database or on paper, has a document to which the code does not belong.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from bonafides.kernel.canonical.one import canonical

# Without I, L, O, U: what is read aloud or typed from paper is not mistaken.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("ILO", "110")
LENGTH, _GROUP, _BITS = 24, 4, 5


def hash_of(content: dict[str, Any], salt: bytes) -> bytes:
    """The salted hash of a content, which the ledger holds."""
    return sha256(b"bonafides-document\0" + salt + canonical(content)).digest()


def code_of(content_hash: bytes) -> str:
    """The first 120 bits of the hash, five a letter."""
    number = int.from_bytes(content_hash, "big") >> (256 - LENGTH * _BITS)
    return "".join(_LETTERS[number >> shift & 31] for shift in range((LENGTH - 1) * _BITS, -1, -_BITS))


def grouped(code: str) -> str:
    """As it is printed: in groups of four."""
    return "-".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))


def bare(text: str) -> str | None:
    """A code as it is kept, however it was typed; None for what cannot be one."""
    code = re.sub(r"[\s-]", "", text).upper().translate(_ALIKE)
    return code if len(code) == LENGTH and set(code) <= set(_LETTERS) else None
