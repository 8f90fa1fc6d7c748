"""What the index of names is asked for, when nothing holds what was typed as it stands.

The index knows pairs of neighbouring characters. An ask is a set of pairs that a name must hold, and a pattern that it must
be like: few enough names, for the right one to be among them; which of them is meant is told by `match`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BEGINNING = "\x02"
"""Stands before a name in the index, \x03 behind it."""


@dataclass(frozen=True)
class Ask:
    """`pairs` of characters, all of which the name holds; `pattern` for LIKE."""

    pairs: tuple[str, ...]
    pattern: str


def pairs_of(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)]


def in_order(pieces: Iterable[str]) -> Ask | None:
    """Names that hold these pieces, one after the other; None where no piece has two characters."""
    whole = [piece for piece in pieces if piece]
    pairs = dict.fromkeys(pair for piece in whole for pair in pairs_of(piece))
    if not pairs:
        return None
    return Ask(tuple(pairs), "%" + "%".join(escaped(piece) for piece in whole) + "%")


def holding(pairs: Iterable[str]) -> Ask | None:
    """Names that hold these pairs in whatever order."""
    found = tuple(dict.fromkeys(pairs))
    return Ask(found, "%") if found else None


def escaped(text: str) -> str:
    """`text` as LIKE reads it literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def distinct(asks: Iterable[Ask | None], most: int) -> list[Ask]:
    """Each once, the first of them; one that asks for more than another of the same pattern adds nothing."""
    found: dict[Ask, None] = {}
    for ask in asks:
        if ask is not None and len(found) < most:
            found.setdefault(ask)
    return list(found)


def each_left_out(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each character, in order of place."""
    for place in range(len(text)):
        yield text[:place], text[place + 1 :]
