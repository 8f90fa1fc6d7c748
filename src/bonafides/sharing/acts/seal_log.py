"""The act by which the root of a run of look-ups gets into the ledger."""

from __future__ import annotations

from bonafides.acts.act import Acting, Role, official_act
from bonafides.sharing.access.models import Span
from bonafides.sharing.access.spans import keep_hashes, next_span


@official_act("sharing.seal_log", by=(Role.OPERATOR,))
def seal_log(acting: Acting) -> Span:
    """From now on an audit names whoever of these look-ups is changed, removed or put in between.

    Raises NothingToSealError where no look-up waits: the act is not entered then.
    """
    new = next_span()
    if new is None:
        raise NothingToSealError("no look-up waits for its place in the ledger; nothing was changed")
    span = acting.write(
        Span, first=new.numbers[0], last=new.numbers[-1], count=len(new.numbers), root=new.root, last_at=new.last_at
    )
    keep_hashes(span, new)
    acting.details = {"first": span.first, "last": span.last, "count": span.count, "root": span.root.hex()}
    return span


class NothingToSealError(Exception):
    """No look-up waits."""
