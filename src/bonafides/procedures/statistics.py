"""Cases over some days: begun, ended and how, how long they took, and the deadlines of agencies, kept and missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection

from bonafides.kernel.procedure.model import Procedure, Who
from bonafides.packs.queries import pack_of_version
from bonafides.procedures.cases import held_of
from bonafides.procedures.models import Case, Step

MOST = 5_000
"""Cases of which deadlines are worked out: the newest."""


@dataclass(frozen=True)
class Begun:
    """A case that was opened: what it is of (listing, repair, objection …), by which agency, when."""

    of: str
    agency: str
    on: date


@dataclass(frozen=True)
class Ended:
    """A case that ended: with which state, and after how many days."""

    of: str
    agency: str
    on: date
    days: int
    state: str
    title: Mapping[str, str]


@dataclass(frozen=True)
class Deadlines:
    """Of an agency: periods of the law that it kept, that it missed, and that still run."""

    kept: int = 0
    missed: int = 0
    running: int = 0

    @property
    def over(self) -> int:
        """Those of which it is known whether they were kept."""
        return self.kept + self.missed


def begun(since: date, day: date) -> Iterator[Begun]:
    """The cases that were opened from a day up to another (included)."""
    for case in (
        Case.objects.select_related("agency", "version").defer("version__files").filter(opened_on__range=(since, day))
    ):
        yield Begun(_procedure(case).of, str(case.agency), case.opened_on)


def ended(since: date, day: date) -> Iterator[Ended]:
    """The cases that ended from a day up to another (included)."""
    steps = Step.objects.select_related("case__agency", "case__version").defer("case__version__files")
    for step in steps.filter(ends=True, on__range=(since, day)):
        procedure = _procedure(step.case)
        state = procedure.states.get(step.state)
        title = dict(state.title) if state else {"en": step.state}
        took = (step.on - step.case.opened_on).days
        yield Ended(procedure.of, str(step.case.agency), step.on, took, step.state, title)


def deadlines(since: date, day: date) -> dict[str, Deadlines]:
    """Per agency, in the order of their names: of the clocks that were started in these days, by the newest cases.

    Worked out anew once a step was taken: until then nothing of it changes, as steps are only added.
    """
    newest = Step.objects.order_by("-pk").values_list("pk", flat=True).first()
    return dict(_deadlines(str(connection.settings_dict["NAME"]), newest or 0, since, day))


@lru_cache(maxsize=8)
def _deadlines(database: str, newest: int, since: date, day: date) -> dict[str, Deadlines]:
    del database, newest
    cases = Case.objects.select_related("agency", "version", "entity", "record").defer("version__files")
    kept, missed, running = Counter[str](), Counter[str](), Counter[str]()
    for one in held_of(cases.filter(opened_on__lte=day).order_by("-pk")[:MOST]):
        for clock in one.known(day).clocks.values():
            if clock.clock.of is not Who.AGENCY or not clock.clock.alarms or not since <= clock.started <= day:
                continue
            counted = missed if clock.over else running if clock.running else kept
            counted[str(one.case.agency)] += 1
    names = sorted(kept.keys() | missed.keys() | running.keys())
    return {name: Deadlines(kept[name], missed[name], running[name]) for name in names}


@dataclass(frozen=True)
class OpenClause:
    """A finding on an open factor of the law, of one agency: how often it was found to hold, and how often not."""

    agency: str
    procedure: str
    finding: str
    holds: int
    not_so: int


def open_clauses(since: date, day: date) -> list[OpenClause]:
    """What officers found where the law leaves it to them, in the order of the agencies' names."""
    steps = Step.objects.select_related("case__agency").filter(on__range=(since, day)).exclude(findings={})
    yes, no = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for step in steps:
        for name, found in step.findings.items():
            (yes if found.get("holds") else no)[str(step.case.agency), step.case.procedure, name] += 1
    return [OpenClause(*key, yes[key], no[key]) for key in sorted(yes.keys() | no.keys())]


def _procedure(case: Case) -> Procedure:
    return pack_of_version(case.version).procedures[case.procedure].model
