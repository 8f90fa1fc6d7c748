"""Order the business to put right what was found, by a day."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Order
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import refuse_twice, report_of
from bonafides.kernel.sentence import Sentence
from bonafides.packs.grounds import check_ground
from bonafides.records.texts import check_text


@official_act("inspections.order_rectification", by=(Role.CASE_OFFICER, Role.DECIDER))
def order_rectification(acting: Acting, number: int, what: str, by: date) -> Order:
    """The order. Its basis must name an instrument of the pack that is in force."""
    visit = in_hand(acting, number)
    report = report_of(visit.assignment)
    refuse_twice(Order.objects.filter(report=report).first(), Sentence("has its order"), number)
    if visit.item.record.ok in report.results:
        raise RefusedError(
            "the result of assignment %(number)s is that there is no problem: there is nothing to put right",
            number=number,
        )
    check_ground(visit.pack, acting.basis, visit.today)
    if not what.strip():
        raise RefusedError("expected what is to be put right, came nothing; nothing was changed")
    check_text(what, Sentence("order"))
    if by <= visit.today:
        raise RefusedError(
            "expected a last day after %(today)s, came %(by)s; nothing was changed", today=visit.today, by=by
        )
    acting.details = {"assignment": number, "by": by.isoformat()}
    acting.tell(assignment=number)
    return acting.write(Order, report=report, what=what.strip(), by=by)
