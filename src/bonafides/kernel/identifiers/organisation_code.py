"""The organisation code (组织机构代码, GB 11714-1997) as a scheme: an alias, now inside of the USCC."""

from dataclasses import dataclass

from . import gb11714
from .check import Check, ReasonCode
from .normalise import is_nothing, normalise
from .refusal import refuse_chinese_code


@dataclass(frozen=True, slots=True)
class OrganisationCode:
    """The scheme `organisation-code`: nine characters, with or without the printed hyphen."""

    name: str = "organisation-code"

    def check(self, raw: str) -> Check:
        """Normalise and check one cell."""
        text, changes = normalise(raw)
        code = gb11714.without_hyphen(text)
        if code != text:
            before = tuple(change for change in changes if change != "upper-cased")
            changes = (*before, "hyphen removed", *changes[len(before) :])
        if _accepts(code):
            return Check(self.name, raw, code, valid=True, changes=changes)
        return refuse_chinese_code(self.name, raw, code, changes, _fault(code), _accepts)


def _accepts(code: str) -> bool:
    return gb11714.is_organisation_code(code) and not is_nothing(code)


def _fault(code: str) -> tuple[ReasonCode, dict[str, str]]:
    if len(code) != 9:
        return "length", {"expected": "9", "came": str(len(code))}
    for position, symbol in enumerate(code, start=1):
        if symbol not in gb11714.ALPHABET:
            return "character", {"position": str(position), "came": symbol, "allowed": "0-9 A-Z"}
    return "check-character", {
        "expected": gb11714.check_character(code[:8]),
        "came": code[8],
        "position": "9",
    }
