"""What checking one identifier answers, and what a scheme of identifiers is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

ReasonCode = Literal[
    "missing",
    "natural-person-id",
    "is-uscc",
    "is-registration-number",
    "is-registration-number-13",
    "is-organisation-code",
    "is-taxpayer-number",
    "length",
    "character",
    "division",
    "check-character",
    "format",
    "component",
    "no-name",
    "no-place",
]
"""Why an identifier is refused. Closed: `texts.REASONS` has a text in every language for each."""

WarningCode = Literal[
    "excepted", "inner-check", "pair-unknown", "division-unassigned", "division-unknown", "no-check-digit"
]
"""What is odd about an accepted identifier. Always reported in this order."""

ChangeCode = Literal[
    "full-width to half-width",
    "characters normalised",
    "blanks removed",
    "hyphen removed",
    "separators removed",
    "brackets unified",
    "corporate form written out",
    "upper-cased",
]
"""What normalising changed. Always reported in this order."""


@dataclass(frozen=True, slots=True)
class Check:
    """The answer of a scheme about one cell.

    `given` is the cell as it came, with every number of a natural person masked. `code` is the normalised
    code of a valid identifier, and None for any other: a caller that forgets to look at `valid` has nothing
    to store. `suggestion` is a look-alike that would be valid; nothing applies it. `details` fills the gaps
    of the texts for people (`texts.reason_text`, `texts.warning_texts`) and never holds a natural person's
    number.
    """

    scheme: str
    given: str
    code: str | None
    valid: bool
    reason: ReasonCode | None = None
    warnings: tuple[WarningCode, ...] = ()
    changes: tuple[ChangeCode, ...] = ()
    suggestion: str | None = None
    details: Mapping[str, str] = field(default_factory=dict, hash=False)


class Scheme(Protocol):
    """A scheme of identifiers: says of any text whether it is one of its codes, and why not. Never raises."""

    @property
    def name(self) -> str:
        """The name by which a pack and the bulk validation know the scheme."""
        ...

    def check(self, raw: str) -> Check:
        """Normalise `raw` and check it."""
        ...
