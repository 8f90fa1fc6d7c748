"""The board of what waits: each open case with its deadlines, of the agency and of the business, what is overdue first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from bonafides.acts.wall import inside
from bonafides.entities.queries import ones_with
from bonafides.kernel.procedure.known import ClockStanding
from bonafides.kernel.procedure.model import Meaning, State, Who
from bonafides.kernel.procedure.refusal import in_order
from bonafides.kernel.procedure.standing import state_after
from bonafides.packs.queries import installed_pack
from bonafides.procedures.cases import Held
from bonafides.procedures.ends import held_of_many
from bonafides.procedures.models import RunOut, Step

AHEAD = timedelta(days=100)
"""A case whose decision is in force is on the board only when one of its clocks runs out within so many days."""


@dataclass(frozen=True)
class Task:
    """A deadline of a case, or a case that waits without one. `unknown`: why its day cannot be told; a person has to look.

    `steps`: those that meet it, as far as state, order and clocks leave them open; their guards are asked when one is taken.
    `ready`: all that are open so.
    `escalated`: the alarm of a deadline that was missed is in the ledger, and it is on the board of whoever supervises.
    """

    case: int
    procedure: str
    of: str
    title: Mapping[str, str]
    agency: str
    code: str
    state: str
    whose: str
    clock: str
    what: Mapping[str, str]
    basis: tuple[str, ...]
    steps: tuple[str, ...]
    ready: tuple[str, ...]
    started: date
    due: date | None
    unknown: str
    overdue: bool
    escalated: bool

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            **{name: getattr(self, name) for name in ("case", "procedure", "of", "agency", "code", "state", "whose", "clock")},
            "title": dict(self.title), "what": dict(self.what), "basis": list(self.basis), "steps": list(self.steps),
            "started": self.started.isoformat(), "due": self.due.isoformat() if self.due else None, "unknown": self.unknown,
            "overdue": self.overdue, "escalated": self.escalated,
        }  # fmt: skip


@inside()
def board(
    pack: str, agency: str | None = None, *, entity: int | None = None, of: str | None = None, today: date | None = None
) -> list[Task]:
    """What waits in the cases of an agency, or of a business: what is escalated first, then overdue, then by its last day."""
    day = today or timezone.localdate()
    return [one for one in board_of(_open(pack, agency, entity, day), day) if of in (None, one.of)]


Key = tuple[date | None, int]
"""Where a page of cases ends: the day on which a clock of the last one runs out, and its number."""


@dataclass(frozen=True)
class Pressing:
    """What waits in some of an agency's cases: those whose clocks run out first. `after`: where the next page begins, if any."""

    tasks: list[Task]
    cases: int
    after: Key | None


@inside()
def pressing(pack: str, agency: str, today: date, *, after: Key | None = None, most: int = 200) -> Pressing:
    """A page of the board of an agency. The database orders the cases; only those of the page are derived."""
    open_ = _open_steps(pack, agency, None, today)
    rows = list(
        _beyond(open_, after).order_by(F("wakes").asc(nulls_last=True), "case").values_list("wakes", "case")[: most + 1]
    )
    shown = rows[:most]
    tasks = board_of([number for _wakes, number in shown], today)
    return Pressing(tasks, open_.count(), shown[-1] if len(rows) > most else None)


def _beyond(steps: QuerySet[Step], after: Key | None) -> QuerySet[Step]:
    """The steps behind a key, in the order of the days on which clocks run out; without such a clock last."""
    if after is None:
        return steps
    wakes, case = after
    if wakes is None:
        return steps.filter(wakes=None, case__gt=case)
    return steps.filter(Q(wakes__gt=wakes) | Q(wakes=wakes, case__gt=case) | Q(wakes=None))


def board_of(numbers: Sequence[int], day: date) -> list[Task]:
    """What waits in some open cases. However many they are, the same few statements: clocks and steps are derived."""
    alarms = set(RunOut.objects.filter(case__in=numbers, step=None).values_list("case", "clock", "started"))
    found = [task for one in held_of_many(numbers) for task in _tasks(one, day, alarms)]
    return sorted(found, key=lambda one: (not one.escalated, not one.overdue, one.due or date.max, one.case, one.clock))


def _open(pack: str, agency: str | None, entity: int | None, day: date) -> list[int]:
    return list(_open_steps(pack, agency, entity, day).order_by("case").values_list("case", flat=True))


def _open_steps(pack: str, agency: str | None, entity: int | None, day: date) -> QuerySet[Step]:
    """The last step of each case that belongs on a board."""
    later = Step.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    last = Step.objects.filter(ends=False, case__version__pack=pack).exclude(Exists(later))
    if agency is not None:
        last = last.filter(case__agency__name=agency)
    if entity is not None:
        return last.filter(case__entity__in=ones_with([entity])[entity])
    return last.exclude(_quiet(pack, day))


def _quiet(pack: str, day: date) -> Q:
    """Cases in force of which no clock runs out for long: a register holds many thousands of them."""
    quiet = Q(pk=None)
    for one in installed_pack(pack)[0].procedures.values():
        states = [name for name, state in one.model.states.items() if state.meaning is Meaning.IN_FORCE]
        quiet |= Q(case__procedure=one.procedure, state__in=states)
    return quiet & (Q(wakes=None) | Q(wakes__gt=day + AHEAD))


def _tasks(one: Held, day: date, alarms: set[tuple[int, str, int]]) -> Iterator[Task]:
    known = one.known(day)
    state = state_after(one.procedure, known.taken)
    ready = tuple(name for name, step in one.procedure.steps.items() if in_order(known, state, step))
    waiting = [
        clock for clock in known.clocks.values() if clock.stopped is None and not (clock.over and clock.clock.permits)
    ]  # fmt: skip
    for clock in waiting:
        escalated = (one.case.pk, clock.clock.name, clock.number) in alarms
        steps = tuple(name for name in ready if name in clock.clock.stops)
        yield _task(one, state, clock, steps, ready, escalated=escalated)
    if not waiting and state.meaning is not Meaning.IN_FORCE:
        yield _task(one, state, None, ready, ready, escalated=False)


def _task(
    one: Held,
    state: State,
    clock: ClockStanding | None,
    steps: tuple[str, ...],
    ready: tuple[str, ...],
    *,
    escalated: bool,
) -> Task:
    return Task(
        case=one.case.pk, procedure=one.case.procedure, of=one.procedure.of, title=one.procedure.title,
        agency=one.case.agency.name, code=one.case.entity.code, state=state.name,
        whose=clock.clock.of.value if clock else Who.AGENCY.value, clock=clock.clock.name if clock else "",
        what=clock.clock.title if clock else state.title, basis=clock.clock.basis if clock else (), steps=steps, ready=ready,
        started=clock.started if clock else one.taken[-1].on, due=clock.last_day if clock else None,
        unknown=clock.unknown if clock else "", overdue=bool(clock and clock.due), escalated=escalated,
    )  # fmt: skip
