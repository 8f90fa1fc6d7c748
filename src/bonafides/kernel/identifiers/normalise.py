"""How a cell becomes a candidate code: only differences without meaning are removed, and each is reported."""

import re

from .check import ChangeCode

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""The full-width forms of ASCII. Not all of NFKC: a superscript or a circled digit is not the digit."""

UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
"""ASCII only: `str.upper` would turn a dotless i into I and a sharp s into SS."""

BLANKS = re.compile(r"[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u3164\uffa0]+")
"""White space (U+3000 and NBSP too) and what nobody sees: zero-width, soft hyphen, marks of direction."""

NOTHING = frozenset({"", "-", "--", "—", "——", "/", "无", "NULL", "NONE", "N/A", "NA", "ー", "なし"})
"""Cells that say that there is no code."""

_CANONICAL = re.compile(r"[0-9A-Z]*")


def normalise(raw: str) -> tuple[str, tuple[ChangeCode, ...]]:
    """Return the text in half-width, without any blank, in upper case, and what was changed to get there."""
    if _CANONICAL.fullmatch(raw):
        return raw, ()
    folded = raw if raw.isascii() else raw.translate(FULL_WIDTH)
    tight = BLANKS.sub("", folded)
    upper = tight.translate(UPPER)
    changes: list[ChangeCode] = []
    if folded != raw:
        changes.append("full-width to half-width")
    if tight != folded:
        changes.append("blanks removed")
    if upper != tight:
        changes.append("upper-cased")
    return upper, tuple(changes)


def is_nothing(text: str) -> bool:
    """Whether a normalised text stands for no code: empty, a word or dash for it, or a filler of zeros.

    Zeros matter: eighteen of them satisfy the check character of GB 32100.
    """
    return text in NOTHING or not text.strip("0")
