"""The act by which look-ups whose time is over are removed."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.kernel.sentence import Sentence
from bonafides.sharing.access.models import Removal, Span
from bonafides.sharing.access.removing import remove


@official_act("sharing.remove_looks", by=(Role.OPERATOR,))
def remove_looks(acting: Acting, span: Span, on: date) -> Removal:
    """From now on nobody reads these look-ups. The span and its root stay, so that the ledger is whole.

    The day must have come: the law of today says so (`log_period`).
    """
    from django.utils import timezone

    from bonafides.sharing.access.ends import over_on

    today = timezone.localdate()
    over = over_on(span, today)
    if over is None or over > on or on > today:
        raise ActRefusedError(
            "look-ups %(first)s to %(last)s are kept until %(over)s: expected their time to be over on %(on)s; wait "
            "for it, nothing was changed",
            first=span.first,
            last=span.last,
            over=over or Sentence("a day that no pack states"),
            on=on,
        )
    removal = acting.write(Removal, span=span, on=on)
    acting.details = {"first": span.first, "last": span.last, "count": remove(span)}
    return removal
