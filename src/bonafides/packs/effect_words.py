"""What a step may do beyond its case: a closed set of words, each with what it must be given. Upper apps do them."""

from __future__ import annotations

from collections.abc import Mapping

EFFECTS: Mapping[str, frozenset[str]] = {
    "list": frozenset({"list"}),
    "publish": frozenset(),
    "end-listing": frozenset({"how"}),
    "stop-publication": frozenset({"why"}),
    "lift-measures": frozenset(),
    "annotate": frozenset({"kind"}),
    "end-annotation": frozenset({"kind"}),
    "correct": frozenset({"ref"}),
    "annul": frozenset(),
    "restore": frozenset({"case"}),
    "bar-repair": frozenset({"case", "until"}),
}
