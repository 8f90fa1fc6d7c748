"""The Unified Social Credit Code (统一社会信用代码, GB 32100-2015): who an organisation is."""

from dataclasses import dataclass

from . import gb11714, gb32100, natural_person
from .check import Check, ReasonCode, WarningCode
from .divisions import DivisionTable, division_warnings
from .excepted import NO_EXCEPTIONS, ExceptedCode, ExceptionRegister
from .normalise import is_nothing, normalise
from .positions import PAIRS
from .refusal import refuse_chinese_code


@dataclass(frozen=True, slots=True)
class Uscc:
    """The scheme `uscc`. With a division table it warns of divisions that the table lacks.

    A code is valid when its 18 characters are of the alphabet, positions 3 to 8 are digits and the check
    character holds. An unknown pair in positions 1 and 2, an unknown division and a failing inner check are
    warnings: codes like that were issued. A code of the exception register is valid with the warning
    `excepted`.
    """

    divisions: DivisionTable | None = None
    exceptions: ExceptionRegister = NO_EXCEPTIONS
    name: str = "uscc"

    def check(self, raw: str) -> Check:
        """Normalise and check one cell."""
        text, changes = normalise(raw)
        excepted = self.exceptions.by_code.get(text)
        if not excepted and not is_uscc(text):
            return refuse_chinese_code(self.name, raw, text, changes, _fault(text), is_uscc)
        warnings, details = self._oddities(text, excepted)
        return Check(self.name, raw, text, valid=True, warnings=tuple(warnings), changes=changes, details=details)

    def _oddities(self, code: str, excepted: ExceptedCode | None) -> tuple[list[WarningCode], dict[str, str]]:
        warnings: list[WarningCode] = []
        details: dict[str, str] = {}
        if excepted:
            warnings.append("excepted")
            details["confirmed_by"] = excepted.confirmed_by
            details["confirmed_on"] = excepted.confirmed_on.isoformat()
            details["exception"] = excepted.reason
        inner = gb11714.check_character(code[8:16])
        if inner != code[16]:
            warnings.append("inner-check")
            details["inner_expected"], details["inner_came"] = inner, code[16]
        if code[:2] not in PAIRS:
            warnings.append("pair-unknown")
            details["pair"] = code[:2]
        if divisions := division_warnings(code[2:8], self.divisions):
            warnings.extend(divisions)
            details["division"] = code[2:8]
            details["edition"] = self.divisions.edition if self.divisions else ""
        return warnings, details


def is_uscc(text: str) -> bool:
    """Whether a normalised text has form and check character, and is no filler and no person's number."""
    return gb32100.holds(text) and not is_nothing(text) and natural_person.kind_of(text) is None


def _fault(text: str) -> tuple[ReasonCode, dict[str, str]]:
    if len(text) != 18:
        return "length", {"expected": "18", "came": str(len(text))}
    for position, symbol in enumerate(text, start=1):
        if symbol not in gb32100.VALUES:
            return "character", {"position": str(position), "came": symbol, "allowed": gb32100.ALPHABET}
    if not text[2:8].isdigit():
        return "division", {"came": text[2:8]}
    return "check-character", {
        "expected": gb32100.check_character(text[:17]),
        "came": text[17],
        "position": "18",
    }
