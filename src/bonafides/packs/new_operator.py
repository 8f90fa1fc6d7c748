"""The word by which a catalogue says that from a day on another person runs a sole trader's business, without naming either.

The law lets the operator of a sole trader change while the code stays. What the former one did is then shown with that time
(decision `operator_segment` of the pack); the person's name is no part of it.
"""

from __future__ import annotations

from typing import NamedTuple


class _Word(NamedTuple):
    fact: str
    value: str


NEW_OPERATOR = _Word("registration_event", "operator-change")
OPERATOR_SEGMENT = "operator_segment"
"""The decision of a pack that says how a record before such a day is shown."""
