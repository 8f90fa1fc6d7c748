"""Why a step may not be taken now, in the reader's language: the same questions, in the same order, as the kernel asks them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bonafides.acts.spoken import spoken
from bonafides.agencies.who import Who
from bonafides.agencies.words import role_titles
from bonafides.kernel.procedure.known import ClockStanding, Known
from bonafides.kernel.procedure.law import NotKnownError
from bonafides.kernel.procedure.model import OPENED, Guard, State, Step
from bonafides.kernel.procedure.model import Who as Whose
from bonafides.kernel.procedure.refusal import ask, reads_what_is_told
from bonafides.packs.labels import cited_words, say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.officer import title_of
from bonafides.procedures.cases import Held


@dataclass(frozen=True)
class Why:
    """A reason. `rule`: the decision of the pack that says so, where one does; `basis`: what it rests on."""

    text: str
    rule: str = ""
    basis: tuple[str, ...] = ()


def why_not_now(one: Held, known: Known, state: State, step: Step) -> Why | None:
    """Why the procedure does not let a step be taken, before what it will be told is known; None where it does."""
    found = _order(one, known, state, step) or _clocks(one, known, step)
    if found is not None:
        return found
    return next((why for guard in step.guards if not reads_what_is_told(guard, step)
                 if (why := guarded(one.pack, known, step, guard)) is not None), None)  # fmt: skip


def why_not_you(one: Held, who: Who, step: Step, today: date) -> Why | None:
    """Why this officer may not take a step that is open: another power, another agency, or four eyes."""
    if step.who in (Whose.CLOCK, Whose.REGISTER):
        return Why(_("It comes by itself: nobody takes it."))
    agencies = step.agencies or (one.case.agency.name,)
    if who.agency not in agencies:
        return Why(
            _("It is for: %(agencies)s") % {"agencies": _(", ").join(title_of(one.pack, each) for each in agencies)}
        )
    if not set(step.by) & who.roles:
        return Why(_("It is for: %(powers)s") % {"powers": role_titles(step.by)})
    me = f"{who.pack}/{who.agency}/{who.name}"
    for taken in one.taken:
        if taken.step in step.not_who_took and taken.who == me:
            titles = {"step": _step_title(one, taken.step), "day": taken.on}
            return Why(_('It is for another officer: you took "%(step)s" on %(day)s.') % titles)
    for name in step.not_named:
        if who.name in (one.known(today).field(name) or ()):  # type: ignore[operator]  # officers by their numbers
            title = say(one.procedure.fields[name].title)
            return Why(_('It is for another officer: you are named under "%(field)s".') % {"field": title})
    return None


def guarded(pack: Pack, known: Known, step: Step, guard: Guard) -> Why | None:
    """Why a decision of the pack does not let a step be taken; None where it does."""
    try:
        told, asked = ask(known, step, guard)
    except NotKnownError as error:
        return Why(spoken(error), guard.decision)
    if told is None:
        return None
    if asked is None:
        return Why(_("What the rule needs is not known yet."), guard.decision)
    basis = tuple(cited_words(pack, part.strip()) for part in asked.said.basis.split(";") if part.strip())
    return Why(asked.said.reason or _("The rule does not allow it."), guard.decision, basis)


def _order(one: Held, known: Known, state: State, step: Step) -> Why | None:
    if state.name not in step.start:
        states = _(", ").join(say(one.procedure.states[name].title) for name in step.start)
        return Why(_("It is taken in: %(states)s") % {"states": states})
    if not step.repeats and (before := known.last.get(step.name)) is not None:
        return Why(_("It is taken once, and was on %(day)s.") % {"day": before.on})
    missing = [name for name in step.needs if name not in known.last]
    if missing:
        return Why(_("First: %(steps)s") % {"steps": _(", ").join(_step_title(one, name) for name in missing)})
    return None


def _clocks(one: Held, known: Known, step: Step) -> Why | None:
    for name in step.after:
        clock = known.clocks.get(name)
        if clock is None:
            return _not_begun(one, name)
        if clock.running:
            return _of_clock(one, name, _('It waits until "%(clock)s" is over: %(until)s.'), _until(clock))
    for name in step.within:
        clock = known.clocks.get(name)
        if clock is None:
            return _not_begun(one, name)
        if clock.unknown and clock.running:
            return _of_clock(one, name, _('It is taken within "%(clock)s": %(until)s.'), _until(clock))
        if not clock.running:
            ended = clock.last_day if clock.over else clock.stopped
            return _of_clock(one, name, _('It is taken within "%(clock)s", which ended on %(until)s.'), str(ended))
    return None


def _not_begun(one: Held, name: str) -> Why:
    starts = _(", ").join(_step_title(one, each) for each in one.procedure.clocks[name].starts)
    return _of_clock(one, name, _('"%(clock)s" has not begun. First: %(until)s'), starts)


def _of_clock(one: Held, name: str, words: str, until: str) -> Why:
    clock = one.procedure.clocks[name]
    basis = tuple(cited_words(one.pack, each) for each in clock.basis)
    return Why(words % {"clock": say(clock.title), "until": until}, basis=basis)


def _until(clock: ClockStanding) -> str:
    if clock.last_day is None:
        return _("its last day cannot be told yet")
    return _("its last day is %(day)s") % {"day": clock.last_day}


def _step_title(one: Held, name: str) -> str:
    return _("the opening of the case") if name == OPENED else say(one.procedure.steps[name].title)
