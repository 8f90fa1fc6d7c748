"""A scheme that a pack defines by a regular expression, for registers whose codes have no check character."""

import re
from dataclasses import dataclass, field

from . import natural_person
from .check import ChangeCode, Check
from .normalise import BLANKS, FULL_WIDTH, normalise
from .refusal import guard, refuse


@dataclass(frozen=True, slots=True)
class PatternScheme:
    r"""The whole code must match `pattern` (Python's syntax, `\d` and `\w` ASCII), up to `max_length`.

    Full-width forms and blanks at the ends are normalised away; case and inner blanks are the pattern's
    business. The bound limits what a costly pattern can cost; patterns come from a reviewed pack, not from
    its users. Raises ValueError for a pattern that does not compile or that matches the empty text.
    """

    name: str
    pattern: str
    max_length: int = 64
    _compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            compiled = re.compile(self.pattern, re.ASCII)
        except re.error as error:
            raise ValueError(f"the pattern of scheme {self.name!r} does not compile: {error}") from error
        if compiled.fullmatch(""):
            raise ValueError(f"the pattern of scheme {self.name!r} matches the empty text")
        object.__setattr__(self, "_compiled", compiled)

    def check(self, raw: str) -> Check:
        """Normalise and check one cell."""
        text, changes = trimmed(raw)
        tight, _ = normalise(text)
        short = len(text) <= self.max_length
        if short and self._compiled.fullmatch(text) and not names_a_person(tight):
            return Check(self.name, raw, text, valid=True, changes=changes)
        if refused := guard(self.name, raw, tight, changes):
            return refused
        if not short:
            return refuse(self.name, raw, changes, "length", expected=f"1–{self.max_length}", came=str(len(text)))
        return refuse(self.name, raw, changes, "format", expected=self.pattern)


def trimmed(raw: str) -> tuple[str, tuple[ChangeCode, ...]]:
    """Fold full-width forms and take the blanks off both ends; say what was changed."""
    folded = raw if raw.isascii() else raw.translate(FULL_WIDTH)
    start, end = 0, len(folded)
    if head := BLANKS.match(folded):
        start = head.end()
    while end > start and BLANKS.fullmatch(folded, end - 1, end):
        end -= 1
    text = folded[start:end]
    changes: list[ChangeCode] = []
    if folded != raw:
        changes.append("full-width to half-width")
    if text != folded:
        changes.append("blanks removed")
    return text, tuple(changes)


def names_a_person(tight: str) -> bool:
    """Whether a normalised code is as a whole a person's number with a check character.

    Not the old 15 digits: without a check they would refuse one in a hundred of another country's 15-digit
    codes.
    """
    return natural_person.kind_of(tight) in ("citizen-id", "sole-trader-taxpayer")
