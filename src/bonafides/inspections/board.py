"""The board of an agency: every step of a visit that waits, by when it is due, and whether that day is past."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment, FollowUp, Order, Recheck, Report
from bonafides.inspections.queries import item_of, standing
from bonafides.inspections.visits.due import Due, due
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack

M = TypeVar("M", bound=Model)
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


@dataclass
class _Clocks:
    """The periods of a pack's items, each asked once for a day from which it counts."""

    pack: Pack
    known: dict[tuple[str, str, date], Due] = field(default_factory=dict)

    def due(self, one: Assignment, clock: Literal["publication", "recheck"], start: date) -> Due:
        """The last day, by the law of the day that it counts from."""
        key = (one.item, clock, start)
        if key not in self.known:
            self.known[key] = self._due(one.item, clock, start)
        return self.known[key]

    def _due(self, name: str, clock: Literal["publication", "recheck"], start: date) -> Due:
        try:
            item = item_of(self.pack, name, start)
        except RefusedError as error:
            return Due(None, unknown=str(error))
        period = item.publication if clock == "publication" else item.recheck
        return Due(None) if period is None else due(self.pack, period, start)


def board(pack: str, agency: str | None = None, today: date | None = None) -> list[Task]:
    """What waits, the most pressing first: overdue, then by the day on which it is due."""
    mine = standing().select_related("agency", "approval").filter(agency__pack=pack)
    mine = mine.filter(agency__name=agency) if agency else mine
    day = today or timezone.localdate()
    clocks = _Clocks(installed_pack(pack)[0])
    found = [*_visits(mine, day), *_results(mine, day, clocks), *_after(mine, day, clocks)]
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


def _results(mine: QuerySet[Assignment], today: date, clocks: _Clocks) -> Iterator[Task]:
    """Results that are not public: whose clearance waits, or whose publication."""
    reports = Report.objects.filter(assignment__in=mine, publication=None).select_related("clearance").order_by("pk")
    for report, one in _with(reports, mine, lambda report: report.assignment_id):
        last = clocks.due(one, "publication", report.formed_on)
        clearance = getattr(report, "clearance", None)
        note = f"cleared for {clearance.publish_on}" if clearance else ""
        yield _task("publish" if clearance else "clear", one, last, today, note)


def _after(mine: QuerySet[Assignment], today: date, clocks: _Clocks) -> Iterator[Task]:
    """What follows results: steps, orders, looking again."""
    steps = FollowUp.objects.filter(report__assignment__in=mine, done=None).select_related("report").order_by("pk")
    for step, one in _with(steps, mine, lambda step: step.report.assignment_id):
        yield _task("follow-up", one, note=f"{step.step} ({step.basis})")
    orders = Order.objects.filter(report__assignment__in=mine, report__recheck=None).order_by("pk")
    for order, one in _with(
        orders.select_related("report", "rectified"), mine, lambda order: order.report.assignment_id
    ):
        if (rectified := getattr(order, "rectified", None)) is None:
            yield _task("rectify", one, Due(order.by), today)
        else:
            yield _task("recheck", one, clocks.due(one, "recheck", rectified.on), today)
    again = Recheck.objects.filter(assignment__in=mine, assignment__entry=None, assignment__report=None).order_by("pk")
    rechecks = again.select_related("report__order__rectified")
    for recheck, one in _with(rechecks, mine, lambda recheck: recheck.assignment_id):
        yield _task("check-again", one, Due(recheck.by) if recheck.by else _again(clocks, one, recheck), today)


def _again(clocks: _Clocks, one: Assignment, recheck: Recheck) -> Due:
    order = getattr(recheck.report, "order", None)
    rectified = getattr(order, "rectified", None)
    return clocks.due(one, "recheck", rectified.on) if rectified else Due(None)


def _with(rows: Iterable[M], mine: QuerySet[Assignment], number: Callable[[M], int]) -> Iterator[tuple[M, Assignment]]:
    """Each row with its assignment; all assignments by one query."""
    known = list(rows)
    by_number = mine.in_bulk([number(one) for one in known])
    return ((one, by_number[number(one)]) for one in known)


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
