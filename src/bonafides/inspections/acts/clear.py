"""Clear a result for publication: somebody who did not inspect looked at it. From the day named it is published by itself."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Clearance
from bonafides.inspections.visits.due import due
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import refuse_twice, report_of
from bonafides.kernel.sentence import Sentence


@official_act("inspections.clear", by=(Role.REVIEWER, Role.DECIDER))
def clear(acting: Acting, number: int, publish_on: date | None = None) -> Clearance:
    """The clearance; without `publish_on` the result is published with the next run of the job, that is at once."""
    visit = in_hand(acting, number)
    report = report_of(visit.assignment)
    refuse_twice(Clearance.objects.filter(report=report).first(), Sentence("was cleared"), number)
    if acting.officer in visit.assignment.officers:
        told = Sentence(
            "officer %(officer)s inspected assignment %(number)s and cannot clear its result",
            officer=acting.officer,
            number=number,
        )
        raise RefusedError("%(told)s: an officer who did not inspect has to, nothing was changed", told=told)
    day = publish_on or visit.today
    last = due(visit.pack, visit.item.publication, report.formed_on)
    if day < visit.today or (publish_on is not None and last.day is not None and day > last.day):
        expected = Sentence(
            "expected a day from %(today)s to the last one of the period (%(day)s; %(basis)s)",
            today=visit.today,
            day=last.day,
            basis=last.basis,
        )
        raise RefusedError("%(expected)s, came %(day)s; nothing was changed", expected=expected, day=day)
    acting.details = {"assignment": number, "report": report.pk}
    acting.tell(assignment=number)
    return acting.write(Clearance, report=report, publish_on=day)
