"""How every scheme refuses: nothing there, a natural person's number, another scheme's code, a fault."""

from collections.abc import Callable

from . import gb11714, natural_person
from .check import ChangeCode, Check, ReasonCode
from .look_alikes import look_alike
from .normalise import is_nothing
from .recognise import CodeKind, recognise

_ELSEWHERE: dict[CodeKind, ReasonCode] = {
    "uscc": "is-uscc",
    "registration-number": "is-registration-number",
    "registration-number-13": "is-registration-number-13",
    "organisation-code": "is-organisation-code",
    "taxpayer-number": "is-taxpayer-number",
}


def refuse(scheme: str, raw: str, changes: tuple[ChangeCode, ...], reason: ReasonCode, **details: str) -> Check:
    """Refuse a text of which `guard` has already said that no person's number is in it."""
    return Check(scheme, raw, None, valid=False, reason=reason, changes=changes, details=details)


def guard(scheme: str, raw: str, text: str, changes: tuple[ChangeCode, ...]) -> Check | None:
    """Refuse a cell that is empty, or in which, as given or normalised, there is a natural person's number.

    The number is masked in the answer: nothing of it is handed on but its first three characters and its
    last.
    """
    if is_nothing(text):
        return refuse(scheme, raw, changes, "missing")
    if not natural_person.find_in(text) and (raw == text or not natural_person.find_in(raw)):
        return None
    given = natural_person.mask(raw)
    if sum(mark.isdigit() for mark in given) >= 15:  # enough for a number that blanks hide from the search
        given = f"{text[:3]}{'*' * (len(text) - 4)}{text[-1]}"
    return refuse(scheme, given, changes, "natural-person-id")


def refuse_chinese_code(
    scheme: str,
    raw: str,
    text: str,
    changes: tuple[ChangeCode, ...],
    fault: tuple[ReasonCode, dict[str, str]],
    accepts: Callable[[str], bool],
) -> Check:
    """Refuse a text that is no code of a Chinese scheme, for the reason that helps its reader most.

    `fault` is what the scheme itself has against it and `accepts` its own test, for the look-alikes.
    """
    if refused := guard(scheme, raw, text, changes):
        return refused
    if elsewhere := _ELSEWHERE.get(recognise(gb11714.without_hyphen(text))):
        return refuse(scheme, raw, changes, elsewhere)
    reason, details = fault
    return Check(
        scheme,
        raw,
        None,
        valid=False,
        reason=reason,
        changes=changes,
        suggestion=look_alike(raw, text, accepts),
        details=details,
    )
