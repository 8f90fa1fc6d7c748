"""The record of a business as the public gets it, if the public gets to know of the business at all."""

from __future__ import annotations

import json
from datetime import date, datetime

from bonafides.sharing.unified_record import unified_record

_EMPTY = 1_000  # characters that a record without a name and without a record stays under


def public_record(scheme: str, code: str, *, as_of: date | None = None, known_at: datetime | None = None) -> str | None:
    """The JSON text of the public record; None where nothing of the business is public today.

    That a business is here at all may tell of it: a register of offenders holds nobody else. Once publication of all
    that was known has ended, the business is not here for the public.
    """
    text = unified_record(scheme, code, as_of=as_of, known_at=known_at)
    if text is None or not _is_empty(text):
        return text
    # It may be empty because it is asked about another day. Few are asked about so, and few are empty.
    now = unified_record(scheme, code) if as_of or known_at else text
    return text if now is not None and not _is_empty(now) else None


def _is_empty(text: str) -> bool:
    if len(text) >= _EMPTY:
        return False
    record = json.loads(text)
    return not record["names"] and not record["records"]
