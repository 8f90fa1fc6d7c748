"""Letters typed for digits: what a code may have been. A suggestion to the operator, never a repair."""

from collections.abc import Callable

from .normalise import BLANKS, FULL_WIDTH, UPPER

_CAPITALS = str.maketrans({"O": "0", "I": "1"})
_SMALL_L = str.maketrans({"l": "1"})


def look_alike(raw: str, text: str, accepts: Callable[[str], bool]) -> str | None:
    """Return `text` (the normal form of `raw`) with O read as 0 and I as 1, or None if that is no valid code.

    A small l is tried as 1 as well: only in `raw` can it be told from the capital that the alphabet has.
    """
    small_l = BLANKS.sub("", raw.translate(FULL_WIDTH)).translate(_SMALL_L).translate(UPPER)
    for candidate in (text.translate(_CAPITALS), small_l.translate(_CAPITALS)):
        if candidate != text and accepts(candidate):
            return candidate
    return None
