"""The pages of procedures: what may happen to a business, in which order, by whom and within which time; and the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.agencies.words import role_title
from bonafides.kernel.procedure.diagram import diagram, order_of
from bonafides.packs.labels import cited, language, say
from bonafides.packs.pack import Pack
from bonafides.packs.procedure import Procedure
from bonafides.packs.procedure_step import StepEntry
from bonafides.packs.procedure_words import ProcedureClock, StepTaken
from bonafides.packs.queries import packs_in_force
from bonafides.portal.audience import public

DRAWN = "default-src 'none'; style-src 'unsafe-inline'"
"""The policy of a drawing, which brings its own few lines of style."""


@public
@require_safe
@cache_control(no_store=True)
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure of the packs in force."""
    found = [
        {"name": name, "title": say(one.title), "agencies": _agencies(pack, one), "in_force": _in_force(one)}
        for pack in _packs() for name, one in pack.procedures.items()
    ]  # fmt: skip
    return render(request, "portal/procedures.html", {"procedures": found, "here": request.path})


@public
@require_safe
@cache_control(no_store=True)
def procedure(request: HttpRequest, name: str) -> HttpResponse:
    """One procedure: its states in their order, the steps in each, the clocks."""
    pack, one = _found(name)
    states = [
        {
            "title": say(one.states[state].title), "meaning": meanings()[one.states[state].meaning],
            "steps": [_step(pack, one, step) for step in one.steps if state in step.start],
        }
        for state in order_of(one.model)
    ]  # fmt: skip
    shown = {
        "name": name, "title": say(one.title), "agencies": _agencies(pack, one), "in_force": _in_force(one),
        "basis": [cited(pack, basis) for basis in one.basis], "states": states,
        "begins": _clauses(pack, one, one.opens.as_step()),
        "clocks": [_clock(pack, one, clock) for clock in one.clocks],
    }  # fmt: skip
    return render(request, "portal/procedure.html", {"procedure": shown, "here": request.path})


@public
@require_safe
@cache_control(no_store=True)
def drawing(request: HttpRequest, name: str) -> HttpResponse:
    """The drawing of a procedure, in the language of the reader."""
    _, one = _found(name)
    answer = HttpResponse(
        diagram(one.model, (language(),), power=role_title), content_type="image/svg+xml; charset=utf-8"
    )
    answer.headers["Content-Security-Policy"] = DRAWN
    return answer


def _packs() -> Iterator[Pack]:
    for pack, _version in packs_in_force():
        yield pack


def _found(name: str) -> tuple[Pack, Procedure]:
    for pack in _packs():
        if name in pack.procedures:
            return pack, pack.procedures[name]
    raise Http404


def _agencies(pack: Pack, one: Procedure) -> str:
    return _(", ").join(say(pack.agencies[name].title) for name in one.agencies)


def _in_force(one: Procedure) -> str:
    since = one.in_force.since.isoformat()
    if one.in_force.until is None:
        return _("from %(day)s") % {"day": since}
    return _("from %(day)s, no more from %(end)s") % {"day": since, "end": one.in_force.until.isoformat()}


def meanings() -> dict[str, str]:
    """What a state means for the business."""
    return {"open": _("pending"), "decided": _("decided"), "in-force": _("in force"), "ended": _("ended")}


def whose(who: str) -> str:
    """Whose step, or whose time, it is."""
    known = {
        "business": _("by the business"),
        "agency": _("by the agency"),
        "clock": _("by itself, when the time is up"),
    }
    return known.get(who, _("by itself, when the register says so"))


def _step(pack: Pack, one: Procedure, step: StepEntry) -> dict[str, Any]:
    after = one.states[step.to] if step.to else None
    return {
        "title": say(step.title), "who": whose(step.who), "to": say(after.title) if after else "", "adverse": step.adverse,
        "basis": [cited(pack, basis) for basis in step.basis], "clauses": _clauses(pack, one, step),
    }  # fmt: skip


def _clauses(pack: Pack, one: Procedure, step: StepEntry) -> list[str]:
    """What a step needs, in so many sentences."""
    clocks = {clock.clock: say(clock.title) for clock in one.clocks}
    steps = {each.step: say(each.title) for each in one.steps}
    told = [_("waits until this time is over: %(time)s") % {"time": clocks[name]} for name in step.after]
    told += [_("only within: %(time)s") % {"time": clocks[name]} for name in step.within]
    told += [_("only after: %(step)s") % {"step": steps[name]} for name in step.needs]
    others = [steps.get(name, _("the opening of the case")) for name in step.not_who_took]
    told += [_("by another officer than: %(steps)s") % {"steps": _(", ").join(others)}] if others else []
    findings = [say(one.fields[name].title) for name in step.findings]
    told += (
        [_("with reasons and evidence for: %(findings)s") % {"findings": _(", ").join(findings)}] if findings else []
    )
    told += [_("with evidence")] if step.evidence == "required" else []
    forms = [say(pack.documents[name].title) for name in step.serves if name in pack.documents]
    told += [_("the business is served: %(documents)s") % {"documents": _(", ").join(forms)}] if forms else []
    return told


def _clock(pack: Pack, one: Procedure, clock: ProcedureClock) -> dict[str, Any]:
    steps = {each.step: say(each.title) for each in one.steps}
    if isinstance(clock.outcome, StepTaken):
        ends = _("then, by itself: %(step)s") % {"step": steps[clock.outcome.step]}
    else:
        ends = (
            _("then the next step may be taken") if clock.outcome == "permits" else _("then it is overdue, and says so")
        )
    starts = [steps.get(name, _("the opening of the case")) for name in clock.starts]
    return {
        "title": say(clock.title), "of": whose(clock.of), "ends": ends, "basis": [cited(pack, basis) for basis in clock.basis],
        "starts": _("from: %(steps)s") % {"steps": _(", ").join(starts)},
    }  # fmt: skip
