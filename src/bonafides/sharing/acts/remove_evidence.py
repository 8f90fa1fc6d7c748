"""The act by which messages between agencies whose time is over are removed."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.kernel.sentence import Sentence
from bonafides.sharing.once.models import Evidence, EvidenceRemoval
from bonafides.sharing.once.removing import figures_of, over_on, remove, within


@official_act("sharing.remove_evidence", by=(Role.OPERATOR,))
def remove_evidence(acting: Acting, day: date, on: date) -> EvidenceRemoval:
    """From now on nobody reads who asked what of whom on a day. What the meter counted stays, and names no business.

    `on` is the first day on which they are not kept any more, and must have come: the law of today says so (`log_period`).
    """
    from django.utils import timezone

    today = timezone.localdate()
    over = over_on(day, today)
    if over is None or over > on or on > today:
        raise ActRefusedError(
            "messages of %(day)s are kept until %(over)s: expected their time to be over on %(on)s; wait for it, nothing was "
            "changed",
            day=day,
            over=over or Sentence("a day that no pack states"),
            on=on,
        )
    since, until = within(day)
    count = Evidence.objects.filter(at__gte=since, at__lt=until).count()
    removal = acting.write(EvidenceRemoval, since=since, until=until, count=count, figures=figures_of(since, until))
    messages, waited = remove(since, until)
    acting.details = {"day": day.isoformat(), "messages": messages, "waited": waited}
    return removal
