"""Publish a result: it becomes a credit record of the business, which is public from then on, and its tier follows it."""

from __future__ import annotations

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Clearance, Publication
from bonafides.inspections.visits.record_facts import record_of
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import needed, refuse_twice, report_of
from bonafides.kernel.sentence import Sentence
from bonafides.records.ingest.one import take_one


@official_act("inspections.publish", by=(Role.OPERATOR, Role.REVIEWER, Role.DECIDER))
def publish(acting: Acting, number: int) -> Publication:
    """The publication of a result that was cleared. A report with several results becomes a record for each."""
    visit = in_hand(acting, number)
    own, item = visit.assignment, visit.item
    report = report_of(own)
    refuse_twice(Publication.objects.filter(report=report).first(), Sentence("was published"), number)
    found = Clearance.objects.filter(report=report).first()
    clearance = needed(
        found, Sentence("is not cleared for publication"), number, Sentence("clear it (bonafides inspection clear)")
    )
    if clearance.publish_on > visit.today:
        raise RefusedError(
            "assignment %(number)s is to be published on %(publish_on)s; nothing was changed",
            number=number,
            publish_on=clearance.publish_on,
        )
    made = []
    for result in report.results:
        given = record_of(visit.pack, item, report, result)
        record = take_one(visit.pack, visit.version, own.agency.name, given, f"act {acting.id}")
        made.append({"result": result, "ref": record.source_ref, "record": record.pk})
    acting.details = {"assignment": number, "records": made}
    acting.tell(assignment=number, records=[one["record"] for one in made])
    return acting.write(Publication, report=report, published_on=visit.today, records=made)
