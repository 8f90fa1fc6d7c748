"""What a cell in a column of codes is, so that the ingest can say more than "invalid" (domain.md 1.5)."""

from typing import Literal

from stdnum.iso7064 import mod_11_10

from . import gb11714, gb32100, natural_person
from .divisions import is_assigned
from .excepted import NO_EXCEPTIONS, ExceptionRegister
from .normalise import normalise

CodeKind = Literal[
    "uscc",
    "registration-number",
    "registration-number-13",
    "organisation-code",
    "taxpayer-number",
    "natural-person-id",
    "nothing",
]


def classify(raw: str, exceptions: ExceptionRegister = NO_EXCEPTIONS) -> CodeKind:
    """Say what a cell is; one with a natural person's number among other text is `natural-person-id`."""
    text, _ = normalise(raw)
    if text in exceptions.by_code:
        return "uscc"
    kind = recognise(gb11714.without_hyphen(text))
    if kind == "nothing" and (natural_person.find_in(text) or natural_person.find_in(raw)):
        return "natural-person-id"
    return kind


def recognise(text: str) -> CodeKind:
    """Say what a normalised text without hyphen is as a whole.

    The order decides what two checks admit: fifteen digits that may be an old citizen ID or a taxpayer
    number are the person's, because keeping a person's number is the worse error.
    """
    if not text.strip("0"):
        return "nothing"
    if natural_person.kind_of(text):
        return "natural-person-id"
    if gb32100.holds(text):
        return "uscc"
    if is_registration_number(text):
        return "registration-number"
    if gb11714.is_organisation_code(text):
        return "organisation-code"
    if is_taxpayer_number(text):
        return "taxpayer-number"
    return "registration-number-13" if is_old_registration_number(text) else "nothing"


def is_registration_number(text: str) -> bool:
    """Whether a text is 15 digits: 6 registrar, 8 serial, 1 check by ISO 7064 MOD 11,10 (GS 15-2006)."""
    return len(text) == 15 and text.isascii() and text.isdigit() and mod_11_10.checksum(text) == 1


def is_old_registration_number(text: str) -> bool:
    """Whether a text is 13 digits that begin with an assigned division: there is no check digit."""
    return len(text) == 13 and text.isascii() and text.isdigit() and is_assigned(text[:6])


def is_taxpayer_number(text: str) -> bool:
    """Whether a text is the taxpayer number of before 2015: 6 division digits and an organisation code."""
    return text[:6].isascii() and text[:6].isdigit() and gb11714.is_organisation_code(text[6:])
