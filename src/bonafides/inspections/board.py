"""The board of an agency: every step of a visit that waits, by when it is due, and whether that day is past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment, FollowUp, Order, Recheck, Report
from bonafides.inspections.queries import item_of, standing
from bonafides.inspections.visits.due import Due, due
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.queries import installed_pack

STEPS = ("approve", "notify", "enter", "report", "clear", "publish", "follow-up", "rectify", "recheck", "check-again")


@dataclass(frozen=True)
class Task:
    """One step that waits. `unknown` says why its day cannot be told: a person has to look."""

    step: str
    assignment: int
    agency: str
    item: str
    code: str
    officers: tuple[str, ...]
    reason: str
    due: date | None = None
    overdue: bool = False
    unknown: str = ""
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self) | {"officers": list(self.officers), "due": self.due.isoformat() if self.due else None}


def board(pack: str, agency: str | None = None, today: date | None = None) -> list[Task]:
    """What waits, the most pressing first: overdue, then by the day on which it is due."""
    mine = standing().select_related("agency", "approval").filter(agency__pack=pack)
    mine = mine.filter(agency__name=agency) if agency else mine
    day = today or timezone.localdate()
    found = [*_visits(mine, day), *_results(mine, day, pack), *_after(mine, day, pack)]
    return sorted(found, key=lambda one: (not one.overdue, one.due or date.max, STEPS.index(one.step), one.assignment))


def _visits(mine: QuerySet[Assignment], today: date) -> Iterator[Task]:
    """Before a result: the next step of each assignment. An approval says by when it may be made."""
    for one in mine.filter(report=None).select_related("notice", "entry").order_by("pk"):
        if not hasattr(one, "approval"):
            yield _task("approve", one)
        elif hasattr(one, "entry"):
            yield _task("report", one)
        else:
            step = "enter" if hasattr(one, "notice") else "notify"
            yield _task(step, one, Due(one.approval.until), today)


def _results(mine: QuerySet[Assignment], today: date, pack: str) -> Iterator[Task]:
    """Results that are not public: whose clearance waits, or whose publication."""
    reports = Report.objects.filter(assignment__in=mine, publication=None).select_related("clearance").order_by("pk")
    for report, one in _with(reports, mine):
        last = _due(pack, one, report.formed_on, "publication")
        clearance = getattr(report, "clearance", None)
        note = f"cleared for {clearance.publish_on}" if clearance else ""
        yield _task("publish" if clearance else "clear", one, last, today, note)


def _after(mine: QuerySet[Assignment], today: date, pack: str) -> Iterator[Task]:
    """What follows results: steps, orders, looking again."""
    for step in FollowUp.objects.filter(report__assignment__in=mine, done=None).select_related("report").order_by("pk"):
        for _, one in _with([step.report], mine):
            yield _task("follow-up", one, note=f"{step.step} ({step.basis})")
    orders = Order.objects.filter(report__assignment__in=mine, report__recheck=None).select_related(
        "report", "rectified"
    )
    for order in orders.order_by("pk"):
        for _, one in _with([order.report], mine):
            if (rectified := getattr(order, "rectified", None)) is None:
                yield _task("rectify", one, Due(order.by), today)
            else:
                yield _task("recheck", one, _due(pack, one, rectified.on, "recheck"), today)
    again = Recheck.objects.filter(assignment__in=mine, assignment__entry=None, assignment__report=None)
    for recheck in again.select_related("report", "report__order__rectified").order_by("pk"):
        one = mine.get(pk=recheck.assignment_id)
        yield _task("check-again", one, Due(recheck.by) if recheck.by else _again(pack, one, recheck), today)


def _again(pack: str, one: Assignment, recheck: Recheck) -> Due:
    order = getattr(recheck.report, "order", None)
    rectified = getattr(order, "rectified", None)
    return _due(pack, one, rectified.on, "recheck") if rectified else Due(None)


def _due(pack: str, one: Assignment, start: date, clock: str) -> Due:
    """The last day of a period of the item, by the law of the day that it counts from."""
    found, _ = installed_pack(pack)
    try:
        item: InspectionItem = item_of(found, one.item, start)
    except RefusedError as error:
        return Due(None, unknown=str(error))
    period = getattr(item, clock)
    return Due(None) if period is None else due(found, period, start)


def _with(reports: Iterable[Report], mine: QuerySet[Assignment]) -> Iterator[tuple[Report, Assignment]]:
    known = list(reports)
    by_number = mine.in_bulk([one.assignment_id for one in known])
    return ((one, by_number[one.assignment_id]) for one in known if one.assignment_id in by_number)


def _task(step: str, one: Assignment, last: Due | None = None, today: date | None = None, note: str = "") -> Task:
    last = last or Due(None)
    over = today is not None and last.is_over(today)
    return Task(
        step,
        one.pk,
        one.agency.name,
        one.item,
        one.entity.code,
        one.officers,
        one.reason,
        last.day,
        over,
        last.unknown,
        note,
    )
