"""The check character of the Unified Social Credit Code (GB 32100-2015, ISO 7064 MOD 31-3; domain.md 1.3)."""

import re
from operator import mul

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 symbols: digits and letters without I, O, S, V and Z."""

WEIGHTS = tuple(pow(3, index, 31) for index in range(17))
"""1, 3, 9, 27, 19, … for positions 1 to 17."""

VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}

_FORM = re.compile(f"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")  # each symbol listed: a range lets S, V, Z in


def check_character(body: str) -> str:
    """Return the 18th character for the first 17.

    The outer `mod 31` is no ornament: without it a sum divisible by 31 would ask for symbol 31, which there
    is not. Raises KeyError for a character outside of the alphabet and ValueError for another length.
    """
    if len(body) != 17:
        raise ValueError(f"the check character stands over 17 characters, not {len(body)}")
    return ALPHABET[(31 - sum(map(mul, map(VALUES.__getitem__, body), WEIGHTS)) % 31) % 31]


def has_form(text: str) -> bool:
    """Whether the text is 18 symbols with digits in positions 3 to 8."""
    return _FORM.fullmatch(text) is not None


def holds(text: str) -> bool:
    """Whether a normalised text of any kind has the form of a USCC and the check character that it asks for.

    python-stdnum's `stdnum.cn.uscc` computes the same character, remainder 0 included, but refuses the
    authorities A, N and Y (it wants digits in positions 1 and 2) and drops hyphens unsaid; hence this one,
    with a differential test.
    """
    return has_form(text) and check_character(text[:17]) == text[17]
