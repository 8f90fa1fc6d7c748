"""`name-place`: identity in a register that has no identifiers, such as Japan's labour offences.

A code is `name@place`, both normalised: NFKC, no blanks, one kind of brackets, the corporate form written
out, ASCII in capitals. Capitals, because the names are typed by hand (Ａ．Ｇ’Ｓ and Ａ．Ｇ’ｓ are one firm)
and two firms of one place do not differ by case alone. Variant characters stay as they are: 髙 and 高, 﨑
and 崎 may be two firms, and merging them is a decided act elsewhere, for which `variants.similar_key`
offers candidates. A typo in a name makes another code: that is the price of a register without identifiers.
"""

import unicodedata
from dataclasses import dataclass

from .check import ChangeCode, Check
from .corporate_forms import written_out
from .normalise import BLANKS, NOTHING, UPPER
from .refusal import guard, refuse

_BRACKETS = str.maketrans("〔〕[]【】{}〖〗", "()()()()()")
_MAX_LENGTH = 200


@dataclass(frozen=True, slots=True)
class NamePlace:
    """The scheme `name-place`. The name and the place are 200 characters each at most."""

    name: str = "name-place"

    def check(self, raw: str) -> Check:
        """Normalise and check one text `name@place`; the last @ divides. Both parts are needed."""
        given_name, _, given_place = raw.rpartition("@") if "@" in raw else (raw, "", "")
        name, name_changes = _normalise(given_name, forms=True)
        place, place_changes = _normalise(given_place, forms=False)
        changes = tuple(change for change in _ORDER if change in name_changes | place_changes)
        if refused := guard(self.name, raw, f"{name}@{place}" if name or place else "", changes):
            return refused
        if name in NOTHING and place in NOTHING:
            return refuse(self.name, raw, changes, "missing")
        if name in NOTHING:
            return refuse(self.name, raw, changes, "no-name")
        if place in NOTHING:
            return refuse(self.name, raw, changes, "no-place")
        if (longest := max(len(name), len(place))) > _MAX_LENGTH:
            return refuse(self.name, raw, changes, "length", expected=f"1–{_MAX_LENGTH}", came=str(longest))
        return Check(self.name, raw, f"{name}@{place}", valid=True, changes=changes)


def compose(name: str, place: str) -> str:
    """Join the two cells of a row to the text that the scheme checks, without any @ in the place."""
    return f"{name}@{place.replace('@', '')}"


_ORDER: tuple[ChangeCode, ...] = (
    "characters normalised",
    "blanks removed",
    "brackets unified",
    "corporate form written out",
    "upper-cased",
)


def _normalise(part: str, *, forms: bool) -> tuple[str, set[ChangeCode]]:
    composed = unicodedata.normalize("NFKC", part)
    tight = BLANKS.sub("", composed)
    bracketed = tight.translate(_BRACKETS)
    formed = written_out(bracketed.translate(UPPER)) if forms else bracketed.translate(UPPER)
    changes: set[ChangeCode] = set()
    if composed != part:
        changes.add("characters normalised")
    if tight != composed:
        changes.add("blanks removed")
    if bracketed != tight:
        changes.add("brackets unified")
    if forms and written_out(bracketed.translate(UPPER)) != bracketed.translate(UPPER):
        changes.add("corporate form written out")
    if bracketed.translate(UPPER) != bracketed:
        changes.add("upper-cased")
    # Without the blank between them, or in capitals, a letter and its mark may now compose.
    return unicodedata.normalize("NFKC", formed), changes
