"""Tickets: SHA-256 over version, draw id, seed and code. Text only, so that every language and engine agrees.

    key    = hex(SHA-256(VERSION LF draw-id LF seed-hex LF))
    ticket = SHA-256(key LF code LF number LF [salt-hex LF])

`number` counts a subject's tickets from 0; the subject's ticket is the least of them. The salt stands there only where
the commitment says that tickets are blinded.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from bonafides.kernel.draw.errors import Refused

VERSION = "bonafides-draw-v1"


def plain(text: Any, what: str) -> str:
    """A text that can stand in a ticket: not empty, no control characters, none that UTF-8 has not. Raises Refused."""
    if not isinstance(text, str) or not text or any(map(_odd, text)):
        raise Refused(f"{what} is a text without control characters, not {text!r}")
    return text


def _odd(mark: str) -> bool:
    return mark < " " or mark == "\x7f" or "\ud800" <= mark < "\ue000"


def ticket_key(draw: str, seed: bytes) -> bytes:
    """The 64 hexadecimal characters that begin every ticket of a draw."""
    return sha256(f"{VERSION}\n{plain(draw, 'the id of a draw')}\n{seed.hex()}\n".encode()).hexdigest().encode()


def ticket(key: bytes, code: str, weight: int = 1, salt: bytes | None = None) -> bytes:
    """A subject's ticket, 32 bytes: the least of as many as its weight."""
    tail = b"" if salt is None else salt.hex().encode() + b"\n"
    head = key + b"\n" + code.encode() + b"\n"
    return min(sha256(b"%s%d\n%s" % (head, number, tail)).digest() for number in range(weight))


def tickets(key: bytes, codes: Iterable[str]) -> list[bytes]:
    """The tickets of many subjects of weight 1 that are not blinded, in their order."""
    take, head = sha256, key + b"\n"
    return [take(head + code.encode() + b"\n0\n").digest() for code in codes]
