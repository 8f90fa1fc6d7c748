"""Order a visit that looks again whether what was found has been put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment, FollowUp, Order, Recheck, Rectified
from bonafides.inspections.visits.chosen import check_officers
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import refuse_twice, report_of
from bonafides.kernel.sentence import Sentence


@official_act("inspections.order_recheck", by=(Role.CASE_OFFICER, Role.DECIDER))
def order_recheck(acting: Acting, number: int, officers: Sequence[str] = (), by: date | None = None) -> Recheck:
    """An assignment of its own, outside every draw, for the same item; without `officers`, of those who found it.

    `by` is the last day, where the item has no period for it, or the business has reported nothing from which it runs.
    """
    visit = in_hand(acting, number)
    own, item = visit.assignment, visit.item
    report = report_of(own)
    refuse_twice(Recheck.objects.filter(report=report).first(), Sentence("is looked at again"), number)
    asks = item.follow_ups.recheck if item.follow_ups else ()
    ordered = Order.objects.filter(report=report).exists()
    if not ordered and not FollowUp.objects.filter(report=report, step__in=asks).exists():
        raise RefusedError(
            "nothing was ordered after assignment %(number)s, so there is nothing to look at again", number=number
        )
    runs = item.recheck is not None and Rectified.objects.filter(order__report=report).exists()
    if by is None and not runs:
        raise RefusedError(
            "no period runs for looking again after assignment %(number)s: give the last day, nothing was changed",
            number=number,
        )
    if by is not None and by < visit.today:
        raise RefusedError(
            "expected a last day from %(today)s on, came %(by)s; nothing was changed", today=visit.today, by=by
        )
    chosen = tuple(officers) or own.officers
    check_officers(visit.pack, item, own.entity, own.region, chosen, visit.today)
    lead, second, *others = chosen
    made = acting.write(
        Assignment, draw=None, agency=own.agency, pack_version=visit.version, entity=own.entity, item=own.item,
        reason=Assignment.Reason.STATUTORY, region=own.region, lead=lead, second=second, others=others,
    )  # fmt: skip
    acting.details = {"assignment": number, "again": made.pk}
    acting.tell(assignment=number, again=made.pk)
    return acting.write(Recheck, report=report, assignment=made, by=by)
