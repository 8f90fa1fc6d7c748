"""Look-ups that wait get their place in the ledger, by acts of the operator of this installation."""

from __future__ import annotations

from contextlib import suppress

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.sharing.access.spans import anything_waits
from bonafides.sharing.acts.seal_log import NothingToSealError, seal_log

_BASIS = "operation of this installation"


def seal_waiting() -> int:
    """Enter a root for each run of look-ups that wait; how many look-ups there were."""
    sealed = 0
    with suppress(NothingToSealError):
        while anything_waits():
            span = seal_log(Acting("log of look-ups", OPERATOR, _BASIS, "look-ups get their place in the ledger"))
            sealed += span.count
    return sealed
