"""What a step may do beyond its case: a closed set of words, each with what it must be given. Upper apps do them."""

from __future__ import annotations

from collections.abc import Mapping

EFFECTS: Mapping[str, frozenset[str]] = {
    "list": frozenset({"list"}),
    "publish": frozenset({"kind"}),
    "withdraw": frozenset({"as"}),
    "end-listing": frozenset({"how"}),
    "restore-listing": frozenset(),
    "base-fell": frozenset(),
    "publication-fell": frozenset(),
    "off-list": frozenset(),
    "on-list": frozenset(),
    "stop-publication": frozenset({"why"}),
    "lift-measures": frozenset(),
    "lift-hindering-measures": frozenset(),
    "annotate": frozenset({"kind"}),
    "end-annotation": frozenset({"kind"}),
    "correct": frozenset({"ref"}),
    "annul": frozenset(),
    "restore": frozenset({"case"}),
    "unshield": frozenset(),
    "bar-repair": frozenset({"case", "until"}),
    "tell-conditions": frozenset({"item"}),
    "make-pledge": frozenset({"item", "signer"}),
    "approve-pledge": frozenset({"document", "good_credit"}),
    "settle-pledge": frozenset({"outcome"}),
    "withdraw-approval": frozenset(),
    "go-ordinary": frozenset({"item", "why"}),
}
