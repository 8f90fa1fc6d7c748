"""The organisation code (组织机构代码, GB 11714-1997): eight characters and a check character."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""36 symbols, more than the USCC has: old codes may hold I, O, S, V and Z (domain.md 1.4)."""

WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_HYPHENS = frozenset("-‐‑‒–—−")


def check_character(body: str) -> str:
    """Return the ninth character for eight: 11 - sum mod 11, 10 written X and 11 written 0.

    Raises KeyError for a character outside of the alphabet.
    """
    total = sum(_VALUES[symbol] * weight for symbol, weight in zip(body, WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def is_organisation_code(text: str) -> bool:
    """Whether a normalised text of any kind is nine characters whose check character holds."""
    return len(text) == 9 and _VALUES.keys() >= set(text) and check_character(text[:8]) == text[8]


def without_hyphen(text: str) -> str:
    """Drop the hyphen of the printed form, NNNNNNNN-C; anything else is returned as it is."""
    return text[:8] + text[9] if len(text) == 10 and text[8] in _HYPHENS else text
