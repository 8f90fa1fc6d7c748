"""The registration number of before 2015 (注册号, GS 15-2006): an alias of a subject, never its identity."""

from dataclasses import dataclass

from stdnum.iso7064 import mod_11_10

from . import natural_person
from .check import Check, ReasonCode, WarningCode
from .divisions import DivisionTable, division_warnings
from .normalise import is_nothing, normalise
from .recognise import is_old_registration_number, is_registration_number
from .refusal import refuse_chinese_code


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """The scheme `registration-number`: 15 digits by ISO 7064 MOD 11,10, or 13 older ones without a check.

    The older form is accepted with the warning `no-check-digit`, if its first two digits are a province's.
    """

    divisions: DivisionTable | None = None
    name: str = "registration-number"

    def check(self, raw: str) -> Check:
        """Normalise and check one cell."""
        text, changes = normalise(raw)
        if not _accepts(text):
            return refuse_chinese_code(self.name, raw, text, changes, _fault(text), _accepts)
        warnings: tuple[WarningCode, ...] = division_warnings(text[:6], self.divisions)
        details: dict[str, str] = {}
        if warnings:
            details = {"division": text[:6], "edition": self.divisions.edition if self.divisions else ""}
        if len(text) == 13:
            warnings = (*warnings, "no-check-digit")
        return Check(self.name, raw, text, valid=True, warnings=warnings, changes=changes, details=details)


def _accepts(text: str) -> bool:
    if is_nothing(text) or natural_person.kind_of(text):
        return False
    return is_registration_number(text) or is_old_registration_number(text)


def _fault(text: str) -> tuple[ReasonCode, dict[str, str]]:
    if len(text) not in (13, 15):
        return "length", {"expected": "15 / 13", "came": str(len(text))}
    for position, symbol in enumerate(text, start=1):
        if symbol not in "0123456789":
            return "character", {"position": str(position), "came": symbol, "allowed": "0-9"}
    if len(text) == 13:
        return "division", {"came": text[:6]}
    expected = mod_11_10.calc_check_digit(text[:14])
    return "check-character", {"expected": expected, "came": text[14], "position": "15"}
