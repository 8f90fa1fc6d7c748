"""What can be wrong with a row, and with a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a row is quarantined. The word is stored; what it means is told in docs/reference/quarantine.md."""

    MALFORMED = "malformed-row"
    ENCODING = "encoding"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    CODE_LIST = "not-in-code-list"
    OUT_OF_RANGE = "out-of-range"
    PATTERN = "pattern"
    LENGTH = "length"
    CONTROL = "control-character"
    FUTURE = "future-date"
    ORDER = "dates-out-of-order"
    CODE = "code-invalid"
    SUBJECT = "subject-refused"
    PERSON = "natural-person"
    ALIAS_UNLINKED = "alias-unlinked"
    ALIAS_AMBIGUOUS = "alias-ambiguous"
    DUPLICATE = "duplicate-row"
    REF_TAKEN = "ref-taken"
    OVERLAP = "overlap"
    TARGET_UNKNOWN = "target-unknown"
    TARGET_SUPERSEDED = "target-superseded"
    TARGET_MISSING = "target-missing"


@dataclass(frozen=True)
class RowFault:
    """One row that cannot come in. `row` counts data rows from 1; `cells` is the row as it came; `also`: rows it stands for."""

    row: int
    column: str
    reason: Reason
    details: str
    cells: dict[str, str | None]
    repeats: int = 1
    also: tuple[int, ...] = ()


class FileRefusedError(Exception):
    """A file that cannot be read at all; nothing of it was taken. The message says where, and the mend."""
