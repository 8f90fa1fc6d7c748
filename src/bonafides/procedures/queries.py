"""Reads of cases: one as it stands, and the board of what waits for agencies and businesses."""

from __future__ import annotations

from datetime import date
from typing import Any

from bonafides.acts.wall import inside
from bonafides.kernel.procedure.known import ClockStanding
from bonafides.kernel.procedure.standing import Standing
from bonafides.packs.vocabulary import Text
from bonafides.procedures.cases import Held, held
from bonafides.procedures.models import Case, RunOut


class UnknownCaseError(LookupError):
    """No such case here."""


@inside()
def case_of(number: int) -> Case:
    """A case by its number. Raises UnknownCaseError."""
    found = (
        Case.objects.select_related("agency", "entity", "version", "record__kind")
        .defer("version__files")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise UnknownCaseError(f"there is no case {number}; bonafides case board shows those that are open")
    return found


@inside()
def standing_of(case: Case, today: date) -> Standing:
    """Where a case stands on a day."""
    return held(case).standing(today)


@inside()
def shown(case: Case, today: date) -> dict[str, Any]:
    """All that is on record of a case, and where it stands: for the officers of its agency."""
    one = held(case)
    standing = one.standing(today)
    return {
        "case": case.pk, "procedure": case.procedure, "title": dict(one.procedure.title), "pack": case.version.pack,
        "agency": case.agency.name, "code": case.entity.code,
        "record": f"{case.agency.name}/{case.record.source_ref}" if case.record else None,
        "opened_on": case.opened_on.isoformat(), "state": standing.state.name, "state_title": dict(standing.state.title),
        "meaning": standing.state.meaning.value, "ended": standing.ended, "as_of": today.isoformat(),
        "steps": [_step(one, number) for number in range(len(one.steps))],
        "clocks": [clock_json(clock, today) for clock in standing.clocks.values()],
        "open": [] if standing.ended else [
            {"step": name, "title": dict(one.procedure.steps[name].title), "who": one.procedure.steps[name].who.value,
             "by": list(one.procedure.steps[name].by)} for name in standing.open
        ],
        "why_not": {} if standing.ended else dict(standing.why_not),
        "alarms": [{"clock": row.clock, "last_day": row.last_day.isoformat(), "act": row.act_id}
                   for row in RunOut.objects.filter(case=case, step=None).order_by("pk")],
    }  # fmt: skip


def clock_json(one: ClockStanding, today: date) -> dict[str, Any]:
    """A clock as programs read it."""
    return {
        "clock": one.clock.name, "title": dict(one.clock.title), "of": one.clock.of.value, "basis": list(one.clock.basis),
        "started": one.started.isoformat(), "last_day": one.last_day.isoformat() if one.last_day else None,
        "stopped": one.stopped.isoformat() if one.stopped else None, "over": one.over, "running": one.running,
        "unknown": one.unknown, "outcome": one.clock.step or ("permits" if one.clock.permits else "alarm"),
    }  # fmt: skip


def title_in(title: Text | Any, language: str) -> str:
    """A text of a pack in a language; else in the first that it has."""
    return str(title.get(language) or next(iter(title.values())))


def _step(one: Held, number: int) -> dict[str, Any]:
    row = one.steps[number]
    return {
        "number": row.number, "step": row.step, "title": dict(one.procedure.step(row.step).title), "on": row.on.isoformat(),
        "entered_at": row.act.at.isoformat(), "state": row.state, "agency": row.act.agency, "officer": row.act.officer,
        "basis": row.act.basis, "reason": row.act.reason, "act": row.act_id, "fields": row.fields, "findings": row.findings,
        "files": row.files, "asked": row.asked, "documents": row.documents,
    }  # fmt: skip
