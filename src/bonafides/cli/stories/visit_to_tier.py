"""The second half of the story of inspections: the visit, its result, the publication, the new record, and the tier after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from bonafides.acts.files import Kept, keep
from bonafides.cli.stories.stage import Stage, operator
from bonafides.cli.stories.telling import Telling
from bonafides.inspections.acts.accept_rectification import accept_rectification
from bonafides.inspections.acts.approve import approve
from bonafides.inspections.acts.clear import clear
from bonafides.inspections.acts.enter import enter
from bonafides.inspections.acts.notify import notify
from bonafides.inspections.acts.order_recheck import order_recheck
from bonafides.inspections.acts.order_rectification import order_rectification
from bonafides.inspections.acts.publish import publish
from bonafides.inspections.acts.reply import reply
from bonafides.inspections.acts.report import report
from bonafides.inspections.files import write_json
from bonafides.inspections.models import Assignment, FollowUp, Report
from bonafides.inspections.visits.followed import steps_after
from bonafides.inspections.visits.release import release
from bonafides.inspections.visits.results import ON_SITE, Finding, Point
from bonafides.ledger.receipts import receipt_of_act
from bonafides.tiers.queries import last_run, standing
from bonafides.tiers.run import run_tiers

WEEKS = timedelta(days=14)


def visited(stage: Stage, tell: Telling, number: int) -> None:
    """Approved, notified, entered by its code: nobody comes in without all three."""
    one = Assignment.objects.select_related("entity").get(pk=number)
    acting, today = stage.acting(stage.holder("decider"), f"the draw of {stage.item.item}"), timezone.localdate()
    done = approve(acting, number, f"story-{number}", today, today + WEEKS)
    tell.act(
        acting,
        "inspections.approve",
        f"form {done.number}: {one.entity.code}, {done.since} to {done.until}",
        assignment=number,
    )
    acting = stage.acting(one.lead, "the visit was approved")
    served = notify(acting, number)
    how = f"exempt by {served.notice.exempt}" if served.notice.exempt else f"served on {served.notice.served_on}"
    tell.act(acting, "inspections.notify", f"{how}; visits of the year told: {served.notice.visits_told}")
    acting = stage.acting(one.lead, "at the door, by the code of the visit")
    enter(acting, number, served.code, one.officers)
    tell.act(acting, "inspections.enter", f"officers {', '.join(one.officers)} enter", officers=list(one.officers))


def found(stage: Stage, tell: Telling, number: int) -> Report:
    """What the officers found: a problem on one point, and so the first result of the closed list that asks for something."""
    one = Assignment.objects.get(pk=number)
    photo = tell.folder / "evidence.txt"
    photo.write_text("what an officer saw (a story)\n", encoding="utf-8")
    file, result = keep(photo), problem_result(stage)
    acting = stage.acting(one.lead, "the visit was made")
    made = report(
        acting,
        number,
        results=[result],
        points=points(stage, file),
        files=[file],
        method=ON_SITE,
        findings="found in a story",
    )
    steps = list(FollowUp.objects.filter(report=made).values_list("step", flat=True))
    words = f"result {result}; next: {', '.join(steps) or 'nothing'}; evidence {file.sha256[:16]}…"
    tell.act(acting, "inspections.report", words, result=result, follow_ups=steps)
    tell.document("evidence", photo, f"kept under its hash {file.sha256[:16]}…")
    acting = stage.acting(stage.holder("entry-clerk"), "the reply came in by letter")
    reply(acting, number, "We put it right at once.")
    tell.act(acting, "inspections.reply", "the business has its say, in its own words")
    return made


def problem_result(stage: Stage) -> str:
    """The first result of the closed list after which there is something to do."""
    record = stage.item.record
    words = stage.pack.catalogue[record.kind].facts.properties[record.result].words or ()
    for word in words:
        if word != record.ok and any(steps_after(stage.pack, stage.item, [word], stage.day)):
            return word
    return next(word for word in words if word != record.ok)


def points(stage: Stage, file: Kept) -> list[Point]:
    """A problem on the first point, the others in order; evidence where it is required."""
    given = []
    for place, one in enumerate(stage.item.checklist):
        evidence = (file.sha256,) if one.requires == "evidence" else ()
        given.append(Point(one.point, Finding.PROBLEM if place == 0 else Finding.IN_ORDER, "", evidence))
    return given


def published(stage: Stage, tell: Telling, number: int, due: date) -> None:
    """Cleared by somebody who did not inspect, published within the period, with a receipt of the ledger."""
    one = Assignment.objects.get(pk=number)
    reviewer = stage.holder("reviewer", but=one.officers)
    acting = stage.acting(reviewer, "looked at by an officer who did not inspect")
    clear(acting, number)
    tell.act(acting, "inspections.clear", f"may be published; due by {due}", due=due.isoformat())
    acting = stage.acting(reviewer, "cleared")
    done = publish(acting, number)
    tell.act(
        acting,
        "inspections.publish",
        f"a record of {one.entity.code}, published on {done.published_on}",
        records=done.records,
    )
    path = tell.folder / "release.json"
    write_json(path, release(number), secret=False)
    tell.document("release", path, "who inspected what, when, on which basis, by which draw")
    receipt = tell.folder / "publication.tlog-proof"
    receipt.write_text(str(receipt_of_act(acting.id)), encoding="utf-8")
    tell.document("receipt", receipt, "shows to anybody that the act stands in the ledger")


def put_right(stage: Stage, tell: Telling, number: int) -> None:
    """Where the result asks for it: an order, the report of the business, another visit outside the draw."""
    steps = set(FollowUp.objects.filter(report__assignment=number).values_list("step", flat=True))
    if stage.item.follow_ups is None or not steps & set(stage.item.follow_ups.recheck):
        return
    acting = stage.acting(stage.holder("decider"), "by the result of the inspection")
    order_rectification(acting, number, "what was found is to be put right", timezone.localdate() + WEEKS)
    tell.act(acting, "inspections.order_rectification", f"to be put right by {timezone.localdate() + WEEKS}")
    acting = stage.acting(stage.holder("entry-clerk"), "the report came in")
    accept_rectification(acting, number, "It was put right.")
    tell.act(acting, "inspections.accept_rectification", "the business reports that it was")
    acting = stage.acting(stage.holder("decider"), "to see whether it is so")
    again = order_recheck(acting, number, by=None if stage.item.recheck else timezone.localdate() + 2 * WEEKS)
    told = {"assignment": again.assignment_id} if again.assignment_id else {}
    tell.act(acting, "inspections.order_recheck", "another visit, outside the draw", **told)


def tiered(stage: Stage, tell: Telling, number: int) -> None:
    """The new record in the tier: where the next inspection effort goes."""
    entity = Assignment.objects.select_related("entity").get(pk=number).entity
    before = last_run(stage.pack.name)
    old = _tier(before, entity.pk)
    acting = operator()
    run = run_tiers(acting, stage.pack, stage.version, max(stage.day, timezone.localdate()))
    new = _tier(run, entity.pk)
    words = f"run {run.pk} decides {run.decided:,} businesses anew; {entity.code}: {old} → {new} (internal)"
    tell.act(
        acting, "tiers.record_run", words, run=run.pk, decided=run.decided, code=entity.code, before=old, after=new
    )


def _tier(run: Any, entity: int) -> str | None:
    rows = standing(run, [entity]) if run is not None else []
    return rows[0]["tier"] if rows else None
