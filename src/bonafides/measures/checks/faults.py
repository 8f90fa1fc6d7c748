"""Why there is no answer about a code. It is not guessed at: no look-alike, no name, no other form is tried in its place."""

from __future__ import annotations

from bonafides.kernel.identifiers import Check, scheme
from bonafides.kernel.identifiers.natural_person import mask
from bonafides.kernel.identifiers.schemes import BUILT_IN
from bonafides.kernel.identifiers.texts import reason_text

_UNKNOWN = "no business of this register bears this code: nothing is known of it, and nothing follows from that"


def fault_of(code: str, of_scheme: str) -> dict[str, str]:
    """What to say of a code that no business here bears. A natural person's number is refused, and not repeated."""
    code = code.encode("utf-8", "replace").decode()  # half of a surrogate pair can be typed, not said
    read = scheme("uscc").check(code)
    if read.reason == "natural-person-id":
        return _told(read.given, "natural-person", reason_text(read, "en"))
    if of_scheme in BUILT_IN:
        read = scheme(of_scheme).check(code)
        if not read.valid:
            return _told(read.given, "no-code", f"this is no {of_scheme}: {reason_text(read, 'en')}")
        if read.code != code:
            return _told(read.given, "form", _form(read))
    return _told(mask(code), "unknown", _UNKNOWN)


def _form(read: Check) -> str:
    return f"expected the code in its normal form ({', '.join(read.changes) or 'as it is registered'})"


def _told(code: str, why: str, detail: str) -> dict[str, str]:
    return {"code": code, "why": why, "detail": detail}
