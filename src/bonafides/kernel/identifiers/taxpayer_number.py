"""The taxpayer number of before 2015 (纳税人识别号): 6 division digits and an organisation code.

Since then it is the USCC. A sole trader's was an ID number, alone or with two digits more: it is refused.
"""

from dataclasses import dataclass

from . import gb11714, natural_person
from .check import Check, ReasonCode
from .divisions import DivisionTable, division_warnings
from .normalise import is_nothing, normalise
from .recognise import is_taxpayer_number
from .refusal import refuse_chinese_code


@dataclass(frozen=True, slots=True)
class TaxpayerNumber:
    """The scheme `taxpayer-number`: only the inner check of GB 11714 stands behind it."""

    divisions: DivisionTable | None = None
    name: str = "taxpayer-number"

    def check(self, raw: str) -> Check:
        """Normalise and check one cell."""
        text, changes = normalise(raw)
        if not _accepts(text):
            return refuse_chinese_code(self.name, raw, text, changes, _fault(text), _accepts)
        warnings = division_warnings(text[:6], self.divisions)
        details: dict[str, str] = {}
        if warnings:
            details = {"division": text[:6], "edition": self.divisions.edition if self.divisions else ""}
        return Check(self.name, raw, text, valid=True, warnings=warnings, changes=changes, details=details)


def _accepts(text: str) -> bool:
    return is_taxpayer_number(text) and not is_nothing(text) and natural_person.kind_of(text) is None


def _fault(text: str) -> tuple[ReasonCode, dict[str, str]]:
    if len(text) != 15:
        return "length", {"expected": "15", "came": str(len(text))}
    for position, symbol in enumerate(text, start=1):
        if symbol not in gb11714.ALPHABET:
            return "character", {"position": str(position), "came": symbol, "allowed": "0-9 A-Z"}
    if not text[:6].isdigit():
        return "division", {"came": text[:6]}
    expected = gb11714.check_character(text[6:14])
    return "check-character", {"expected": expected, "came": text[14], "position": "15"}
