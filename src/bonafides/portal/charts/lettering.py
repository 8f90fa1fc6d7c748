"""How wide words are, roughly, and how they are broken into lines: SVG breaks none by itself."""

from __future__ import annotations

from unicodedata import east_asian_width

SIZE = 14
"""Pixels: the size of letters in a figure."""
NARROW = 320
"""Pixels: the width of a figure on the narrowest phone that is meant."""


def width(text: str) -> float:
    """Pixels that a text takes, on the safe side."""
    return sum(SIZE if east_asian_width(mark) in "WF" else SIZE * 0.58 for mark in text)


def broken(text: str, room: float) -> list[str]:
    """The text in lines that are no wider than the room: broken at blanks, and between Chinese characters."""
    lines, line = [], ""
    for piece in _pieces(" ".join(text.split())):
        if line and width(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        while width(piece.rstrip()) > room:  # one word, longer than a line
            fits = max(1, int(room // SIZE))
            lines.append(piece[:fits])
            piece = piece[fits:]
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Words with the blank after them; a Chinese character by itself, punctuation with what stands before it."""
    pieces: list[str] = []
    for mark in text:
        wide = east_asian_width(mark) in "WF"
        closing = mark in "，。、；：！？）》」』”’%,.;:!?)"
        last = pieces[-1] if pieces else ""
        joins = last and (closing or (not wide and not last.endswith(" ") and east_asian_width(last[-1]) not in "WF"))
        if joins or mark == " ":
            pieces[-1:] = [last + mark]
        else:
            pieces.append(mark)
    return pieces
