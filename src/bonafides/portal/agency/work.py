"""What waits for an agency, wherever it waits: in cases, in visits; each with the page that goes on with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bonafides.acts.act import Role
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.inspections import board as visits
from bonafides.kernel.procedure.model import Kind, Step
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.portal.agency.days import left
from bonafides.portal.agency.visits.words import BY, step_title
from bonafides.procedures import board as cases
from bonafides.procedures.board import Key

SERVED = (Kind.NOTICE, Kind.SERVICE)
"""Kinds of steps that are the serving itself; others serve along with what they do."""


@dataclass(frozen=True)
class Work:
    """One thing that waits. `steps`: what the officer may do about it; `whose`: `agency` or `business`."""

    title: str
    href: str
    code: str
    of: str
    steps: tuple[str, ...]
    whose: str
    due: date | None
    left: str
    late: bool
    escalated: bool
    mine: bool
    note: str = ""
    serves: bool = False
    """A document is to be served with one of the steps that may be taken."""


@dataclass(frozen=True)
class Page:
    """What waits, a page of it. `cases`: how many cases wait in all; `after`: where the next page begins, if any."""

    work: list[Work]
    cases: int
    after: Key | None


@inside()
def work_of(who: Who, today: date, after: Key | None = None) -> Page:
    """What waits for the officer's agency: what was escalated first, then what is late, then by its last day.

    Of cases a page at a time, those whose clocks run out first; visits are on the first.
    """
    pack = installed_pack(who.pack)[0]
    some = cases.pressing(who.pack, who.agency, today, after=after)
    visiting = _visits(who, pack, today) if after is None else ()
    found = [*_cases(who, pack, some.tasks, today), *visiting]
    ordered = sorted(found, key=lambda one: (not one.escalated, not one.late, one.due or date.max, one.href))
    return Page(ordered, some.cases, some.after)


def _cases(who: Who, pack: Pack, tasks: Sequence[cases.Task], today: date) -> Iterator[Work]:
    for one in tasks:
        own = _own_steps(who, pack, one)
        serves = one.whose == "agency" and any(step.serves for step in _ready(pack, one) if step.kind in SERVED)
        yield Work(
            title=say(one.what), href=reverse("agency-case", args=[one.case]), code=one.code,
            of=_("%(procedure)s, case %(number)s") % {"procedure": say(one.title), "number": one.case},
            steps=own, whose=one.whose, due=one.due,
            left=left(one.due, today) if one.due else "", late=one.overdue, escalated=one.escalated, mine=bool(own),
            serves=serves, note=_("its day cannot be told: the calendar of working days ends before it") if one.unknown else "",
        )  # fmt: skip


def _own_steps(who: Who, pack: Pack, one: cases.Task) -> tuple[str, ...]:
    """What the officer may take now in a case, by its titles: of the agency's time the agency's steps, else the business's."""
    return tuple(
        say(step.title) for step in _ready(pack, one)
        if set(step.by) & who.roles and who.agency in (step.agencies or (one.agency,))
    )  # fmt: skip


def _ready(pack: Pack, one: cases.Task) -> list[Step]:
    """The steps that are open in a case, of the agency's time the agency's."""
    procedure = pack.procedures.get(one.procedure)
    known = procedure.model.steps if procedure else {}
    return [known[name] for name in one.ready if name in known and known[name].who.value == one.whose]


def _visits(who: Who, pack: Pack, today: date) -> Iterator[Work]:
    for one in visits.board(who.pack, who.agency, today):
        item = pack.inspection_items.get(one.item)
        yield Work(
            title=step_title(one.step), href=reverse("agency-visit", args=[one.assignment]), code=one.code,
            of=_("%(item)s, visit %(number)s") % {"item": say(item.title) if item else one.item, "number": one.assignment},
            steps=(), whose="agency", due=one.due, left=left(one.due, today) if one.due else "", late=one.overdue,
            escalated=False, serves=one.step == "notify", mine=_mine(who, one.step, one.officers),
            note=_("its day cannot be told: the calendar of working days ends before it") if one.unknown else "",
        )  # fmt: skip


def _mine(who: Who, step: str, officers: Sequence[str]) -> bool:
    """What inspectors do waits for those who were sent; the rest for whoever has the power."""
    roles = set(BY.get(step, ())) & who.roles
    return bool(roles) and (roles != {Role.INSPECTOR} or who.name in officers)
