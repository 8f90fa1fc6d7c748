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
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.portal.agency.days import left
from bonafides.portal.agency.visits.words import BY, step_title
from bonafides.procedures import board as cases


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


@inside()
def work_of(who: Who, today: date) -> list[Work]:
    """What waits for the officer's agency: what was escalated first, then what is late, then by its last day."""
    pack = installed_pack(who.pack)[0]
    found = [*_cases(who, pack, today), *_visits(who, pack, today)]
    return sorted(found, key=lambda one: (not one.escalated, not one.late, one.due or date.max, one.href))


def _cases(who: Who, pack: Pack, today: date) -> Iterator[Work]:
    for one in cases.board(who.pack, who.agency, today=today):
        own = _own_steps(who, pack, one)
        yield Work(
            title=say(one.what), href=reverse("agency-case", args=[one.case]), code=one.code,
            of=_("%(procedure)s, case %(number)s") % {"procedure": say(one.title), "number": one.case},
            steps=own, whose=one.whose, due=one.due,
            left=left(one.due, today) if one.due else "", late=one.overdue, escalated=one.escalated, mine=bool(own),
            note=_("its day cannot be told: the calendar of working days ends before it") if one.unknown else "",
        )  # fmt: skip


def _own_steps(who: Who, pack: Pack, one: cases.Task) -> tuple[str, ...]:
    """What the officer may take now in a case, by its titles: of the agency's time the agency's steps, else the business's."""
    procedure = pack.procedures.get(one.procedure)
    known = procedure.model.steps if procedure else {}
    ready = [known[name] for name in one.ready if name in known and known[name].who.value == one.whose]
    return tuple(
        say(step.title) for step in ready
        if set(step.by) & who.roles and who.agency in (step.agencies or (one.agency,))
    )  # fmt: skip


def _visits(who: Who, pack: Pack, today: date) -> Iterator[Work]:
    for one in visits.board(who.pack, who.agency, today):
        item = pack.inspection_items.get(one.item)
        yield Work(
            title=step_title(one.step), href=reverse("agency-visit", args=[one.assignment]), code=one.code,
            of=_("%(item)s, visit %(number)s") % {"item": say(item.title) if item else one.item, "number": one.assignment},
            steps=(), whose="agency", due=one.due, left=left(one.due, today) if one.due else "", late=one.overdue,
            escalated=False, mine=_mine(who, one.step, one.officers),
            note=_("its day cannot be told: the calendar of working days ends before it") if one.unknown else "",
        )  # fmt: skip


def _mine(who: Who, step: str, officers: Sequence[str]) -> bool:
    """What inspectors do waits for those who were sent; the rest for whoever has the power."""
    roles = set(BY.get(step, ())) & who.roles
    return bool(roles) and (roles != {Role.INSPECTOR} or who.name in officers)
