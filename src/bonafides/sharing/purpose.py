"""For what somebody asks: who, for which purpose, in which case, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bonafides.agencies.who import Who


@dataclass(frozen=True)
class Request:
    """One question to the register. `purpose`: its id in the pack; `case`: `case:12`, or the agency's own file number."""

    who: Who
    purpose: str | None
    case: str | None
    on: date
