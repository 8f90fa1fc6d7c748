"""Put on record what the business says of a result, in its own words: it is shown beside the result."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Reply
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import report_of
from bonafides.kernel.sentence import Sentence
from bonafides.records.texts import check_text


@official_act("inspections.reply", by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.INSPECTOR))
def reply(acting: Acting, number: int, text: str, received_on: date | None = None) -> Reply:
    """The reply that came in. It may come before the publication or after it, and more than once."""
    visit = in_hand(acting, number)
    report = report_of(visit.assignment)
    day = received_on or visit.today
    if not text.strip():
        raise RefusedError("expected the words of the business, came nothing; nothing was changed")
    check_text(text, Sentence("reply"))
    if not report.formed_on <= day <= visit.today:
        raise RefusedError(
            "expected a day from %(formed_on)s to %(today)s, came %(day)s; nothing was changed",
            formed_on=report.formed_on,
            today=visit.today,
            day=day,
        )
    acting.details = {"assignment": number, "report": report.pk}
    acting.tell(assignment=number)
    return acting.write(Reply, report=report, received_on=day, text=text.strip())
