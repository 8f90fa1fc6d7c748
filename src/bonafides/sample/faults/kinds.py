"""The kinds of fault, and what the ingest is expected to make of each. Reasons are the ingest's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Outcome = Literal["quarantined", "normalised", "warning", "unchanged", "signal"]
"""`signal`: the row is taken in, and is a reason to look (`sample/causes`)."""


class Kind(NamedTuple):
    """`adds`: the fault is a row of its own behind the others; otherwise one that was there is spoilt."""

    name: str
    outcome: Outcome
    reason: str
    adds: bool = False


CODE_KINDS = (
    Kind("wrong-check-character", "quarantined", "code-invalid"),
    Kind("look-alike-letter", "quarantined", "code-invalid"),
    Kind("full-width-code", "normalised", "full-width to half-width"),
    Kind("lower-case-code", "normalised", "upper-cased"),
    Kind("blanks-in-code", "normalised", "blanks removed"),
    Kind("missing-code", "quarantined", "missing"),
    Kind("citizen-number-as-code", "quarantined", "natural-person"),
    Kind("organ-as-subject", "quarantined", "subject-refused"),
    Kind("unknown-registration-number", "quarantined", "alias-unlinked"),
    Kind("linked-registration-number", "normalised", "linked by legacy code"),
)
CELL_KINDS = (
    Kind("future-date", "quarantined", "future-date"),
    Kind("impossible-date", "quarantined", "unreadable"),
    Kind("missing-date", "quarantined", "missing"),
    Kind("amount-not-a-number", "quarantined", "unreadable"),
    Kind("outside-code-list", "quarantined", "not-in-code-list"),
    Kind("missing-cell", "quarantined", "missing"),
    Kind("citizen-number-in-text", "quarantined", "natural-person"),
    Kind("end-before-beginning", "quarantined", "dates-out-of-order"),
)
ROW_KINDS = (
    Kind("repeated-row", "quarantined", "duplicate-row", adds=True),
    Kind("same-reference-other-content", "quarantined", "ref-taken", adds=True),
    Kind("corrects-unknown-record", "quarantined", "target-unknown", adds=True),
    Kind("corrects-nothing", "quarantined", "target-missing", adds=True),
    Kind("overlapping-licence", "quarantined", "overlap", adds=True),
)
ODD_CODE = Kind("inner-check-fails", "warning", "inner-check")
SENT_AGAIN = Kind("sent-again", "unchanged", "known already", adds=True)


@dataclass(frozen=True)
class Planted:
    """One fault: in which row (1 is the first under the header), in which column, and the cell as it stands there."""

    row: int
    column: str
    kind: Kind
    cell: str | None
