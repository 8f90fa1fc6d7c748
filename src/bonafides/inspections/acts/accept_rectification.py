"""Put on record that the business reported it put right: from that day the period for looking again runs."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Order, Rectified
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import needed, refuse_twice, report_of
from bonafides.kernel.sentence import Sentence
from bonafides.records.texts import check_text


@official_act("inspections.accept_rectification", by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.INSPECTOR))
def accept_rectification(acting: Acting, number: int, account: str, on: date | None = None) -> Rectified:
    """The report of the business, as it came in on a day. Whether it is so, the next visit sees."""
    visit = in_hand(acting, number)
    order = needed(
        Order.objects.filter(report=report_of(visit.assignment)).first(),
        Sentence("has no order"),
        number,
        Sentence("order what is to be put right"),
    )
    refuse_twice(Rectified.objects.filter(order=order).first(), Sentence("was reported as put right"), number)
    day = on or visit.today
    if not account.strip():
        raise RefusedError("expected what the business did, came nothing; nothing was changed")
    check_text(account, Sentence("account"))
    if not order.report.formed_on <= day <= visit.today:
        raise RefusedError(
            "expected a day from %(formed_on)s to %(today)s, came %(day)s; nothing was changed",
            formed_on=order.report.formed_on,
            today=visit.today,
            day=day,
        )
    acting.details = {"assignment": number, "on": day.isoformat()}
    acting.tell(assignment=number)
    return acting.write(Rectified, order=order, on=day, account=account.strip())
