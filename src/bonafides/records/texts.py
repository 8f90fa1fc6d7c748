"""Free text of an officer or a business: short enough, printable, and without the number of a natural person."""

from __future__ import annotations

import re

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.identifiers.natural_person import find_in
from bonafides.records.ingest.validate import CONTROL

LONGEST = 5_000


def check_text(text: str, what: str) -> None:
    """Raise ActRefusedError, which does not repeat the text."""
    if len(text) > LONGEST:
        raise ActRefusedError(
            "%(what)s: expected at most %(longest)s characters, came %(number)s; nothing was changed",
            what=what,
            longest=f"{LONGEST:,}",
            number=f"{len(text):,}",
        )
    if re.search(CONTROL, text) or any("\ud800" <= one <= "\udfff" for one in text):
        raise ActRefusedError("%(what)s: expected text without control characters; nothing was changed", what=what)
    if find_in(text):
        raise ActRefusedError(
            "%(what)s: expected no number of a natural person, came one: leave it out, nothing was changed", what=what
        )
