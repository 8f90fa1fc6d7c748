"""Report the result of an inspection: points, result from the closed list, files; the next steps are opened with it.

It becomes a record, and so public, when it is published, not now: until then it can be looked at by another officer, and the
business can reply.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.acts.files import Kept
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Entry, EvidenceFile, FollowUp, Report
from bonafides.inspections.visits.followed import steps_after
from bonafides.inspections.visits.results import ON_SITE, Point, Stated, faults, stated_faults, texts_of
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import needed, refuse_twice
from bonafides.kernel.identifiers.natural_person import find_in
from bonafides.kernel.sentence import LINES, Joined, Sentence
from bonafides.records.texts import check_text


@official_act("inspections.report", by=(Role.INSPECTOR,))
def report(
    acting: Acting,
    number: int,
    *,
    results: Sequence[str],
    points: Sequence[Point],
    files: Sequence[Kept] = (),
    method: str,
    findings: str = "",
    facts: Mapping[str, Stated] | None = None,
    formed_on: date | None = None,
) -> Report:
    """The report of an assignment, by one of its officers. Raises RefusedError with everything that is wrong."""
    visit = in_hand(acting, number)
    own, item = visit.assignment, visit.item
    if acting.officer not in own.officers:
        raise RefusedError(
            "officer %(officer)s did not inspect assignment %(number)s: its officers report it",
            officer=acting.officer,
            number=number,
        )
    refuse_twice(Report.objects.filter(assignment=own).first(), Sentence("has its result"), number)
    day = formed_on or visit.today
    if method == ON_SITE:
        entry = needed(
            Entry.objects.filter(assignment=own).first(),
            Sentence("was not entered"),
            number,
            Sentence("enter it, by its code,"),
        )
        if day < entry.entered_on:
            raise RefusedError(
                "expected a day from the visit on (%(entered_on)s), came %(day)s; nothing was changed",
                entered_on=entry.entered_on,
                day=day,
            )
    if day > visit.today:
        raise RefusedError(
            "expected a day up to %(today)s, came %(day)s; nothing was changed", today=visit.today, day=day
        )
    kind = visit.pack.catalogue[item.record.kind]
    stated = dict(facts or {})
    wrong = [
        *faults(item, kind, method, results, points, {one.sha256 for one in files}),
        *stated_faults(item, kind, stated),
    ]
    if wrong:
        raise RefusedError(
            "the report of assignment %(number)s is not in order:\n  %(faults)s",
            number=number,
            faults=Joined(wrong, LINES),
        )
    for text in (findings, *(one.note for one in points), *texts_of(stated)):
        check_text(text, Sentence("findings"))
    if named := next((one.name for one in files if find_in(one.name)), None):
        raise RefusedError(
            "the name of a file holds the number of a natural person (%(number)s characters): rename it",
            number=len(named),
        )
    made = acting.write(
        Report, assignment=own, formed_on=day, method=method, results=list(results),
        points=[one.as_json() for one in sorted(points, key=lambda one: item.checklist.index(item.point(one.point)))],
        findings=findings.strip(), facts=stated,
    )  # fmt: skip
    once = {one.sha256: one for one in files}.values()
    acting.write_many(EvidenceFile, [
        {"report": made, "sha256": one.sha256, "name": one.name, "size": one.size} for one in once
    ])  # fmt: skip
    acting.write_many(FollowUp, [
        {"report": made, "result": one.result, "step": one.step, "basis": one.basis}
        for one in steps_after(visit.pack, item, results, day)
    ])  # fmt: skip
    acting.details = {"assignment": number, "results": list(results), "files": [one.sha256 for one in once]}
    acting.tell(assignment=number)
    return made
