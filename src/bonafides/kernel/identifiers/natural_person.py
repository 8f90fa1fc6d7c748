"""The guard of the first limit: numbers that identify a natural person are recognised, masked and refused.

Citizen ID numbers (公民身份号码, GB 11643): 18 characters with an ISO 7064 MOD 11-2 check, or the 15 digits
issued until 1999, which have no check; and the taxpayer number of a sole trader before 2015, an ID number
with two digits more. The holder's division may be any (a made-up one too: what looks like an ID number is
not to be kept), except in the 15 digits, where the province is half of the evidence. `stdnum.cn.ric` is not
used: it refuses divisions that its table lacks, and a guard must not depend on a table.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stdnum.iso7064 import mod_11_2, mod_11_10

from . import gb11714, gb32100
from .divisions import PROVINCES, is_assigned
from .normalise import FULL_WIDTH
from .positions import PAIRS

PersonNumber = Literal["citizen-id", "citizen-id-15", "sole-trader-taxpayer"]

_GAP = "[ \u00a0\u3000\uff0d-]?"
_LONG = re.compile(rf"(?<![0-9])[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx](?:[0-9]{{2}})?(?![0-9])")
_SHORT = re.compile(r"(?<![0-9A-Za-z])[1-8][0-9]{14}(?![0-9A-Za-z])")
_WITHOUT_GAPS = re.compile(r"[^0-9Xx]")
_FORM = re.compile(r"[1-9][0-9]{16}[0-9X]")
_DIGITS = {code: half for code, half in FULL_WIDTH.items() if chr(half) in "0123456789Xx"}

PREFILTER = f"[0-9０-９](?:{_GAP}[0-9０-９]){{13}}"
"""In Rust's syntax, for polars: matches every text in which `find_in` could find anything."""

MASKED = r"[1-9１-９][0-9０-９ \x{a0}\x{3000}－-]{2}\*{11,}[0-9０-９XxＸｘ]"
"""In Rust's syntax: matches every text in which `mask` masked a number."""


@dataclass(frozen=True, slots=True)
class Found:
    """A natural person's number inside a text: `text[start:end]`."""

    start: int
    end: int
    kind: PersonNumber


def kind_of(code: str) -> PersonNumber | None:
    """Say which natural person's number a normalised code is as a whole, or None."""
    if len(code) == 18:
        return "citizen-id" if _is_citizen_id(code) and not _is_rather_a_uscc(code) else None
    if len(code) == 20:
        return "sole-trader-taxpayer" if _is_citizen_id(code[:18]) and _digits(code[18:]) else None
    if len(code) == 15:
        return "citizen-id-15" if _is_old_citizen_id(code) else None
    return None


def find_in(text: str) -> tuple[Found, ...]:
    """Find such numbers in free text, in order, also in full-width digits or grouped by blanks or hyphens.

    The number must not be part of a longer run of digits: a bank card's 19 digits are not looked into.
    """
    if len(text) < 15:
        return ()
    flat = text if text.isascii() else text.translate(_DIGITS)  # character for character: places stay
    found: list[Found] = []
    at = 0
    while match := _LONG.search(flat, at):
        if kind := kind_of(_WITHOUT_GAPS.sub("", match[0]).upper()):
            found.append(Found(match.start(), match.end(), kind))
        at = match.end() if kind else match.start() + 1
    for match in _SHORT.finditer(flat):
        if _is_old_citizen_id(match[0]) and all(match.end() <= f.start or f.end <= match.start() for f in found):
            found.append(Found(match.start(), match.end(), "citizen-id-15"))
    return tuple(sorted(found, key=lambda f: f.start))


def mask(text: str) -> str:
    """Mask every such number in a text: its first three characters and its last stay, asterisks between."""
    parts, at = [], 0
    for found in find_in(text):
        parts += [text[at : found.start + 3], "*" * (found.end - found.start - 4)]
        at = found.end - 1
    return "".join([*parts, text[at:]])


def _is_citizen_id(code: str) -> bool:
    return bool(
        _FORM.fullmatch(code)
        and 1880 <= int(code[6:10]) <= 2099
        and _is_date(int(code[6:10]), code[10:12], code[12:14])
        and mod_11_2.checksum(code) == 1
    )


def _is_old_citizen_id(code: str) -> bool:
    """Without a check digit, a valid registration number (about one in ten) is the likelier reading."""
    return (
        code[:2] in PROVINCES
        and _digits(code)
        and _is_date(1900 + int(code[6:8]), code[8:10], code[10:12])
        and mod_11_10.checksum(code) != 1
    )


def _is_rather_a_uscc(code: str) -> bool:
    """One ID number in 31 satisfies the USCC's check character by chance.

    So where both checks hold, everything else about a USCC must hold as well: a known pair, an assigned
    province and the inner check. Then it is a USCC; otherwise keeping a person's number is the worse error.
    """
    return (
        gb32100.holds(code)
        and code[:2] in PAIRS
        and is_assigned(code[2:8])
        and gb11714.is_organisation_code(code[8:17])
    )


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_date(year: int, month: str, day: str) -> bool:
    try:
        date(year, int(month), int(day))
    except ValueError:
        return False
    return True
