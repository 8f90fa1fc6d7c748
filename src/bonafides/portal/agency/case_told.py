"""What the page of a case shows: where it stands, its times, what may be done next and by whom, and all that was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.documents.queries import documents_of
from bonafides.kernel.procedure.known import ClockStanding
from bonafides.kernel.procedure.model import Meaning, Step
from bonafides.kernel.procedure.model import Who as Whose
from bonafides.kernel.procedure.standing import state_after
from bonafides.packs.labels import cited_words, say
from bonafides.portal.agency.cases import TONES
from bonafides.portal.agency.cases_own import business_of, record_ref
from bonafides.portal.agency.days import left
from bonafides.portal.agency.history import history
from bonafides.portal.agency.why import why_not_now, why_not_you
from bonafides.portal.design.rows import Row
from bonafides.portal.public.procedures import meanings, whose
from bonafides.procedures.cases import Held
from bonafides.procedures.models import RunOut


@inside()
def case_told(one: Held, who: Who, today: date) -> dict[str, Any]:
    """The whole of it, in the reader's language."""
    known = one.known(today)
    state = state_after(one.procedure, known.taken)
    steps = [] if state.meaning is Meaning.ENDED else list(_steps(one, who, today))
    return {
        "trail": [(_("Cases"), reverse("agency-cases"))], "case": one.case.pk,
        "title": say(one.procedure.title), "procedure": one.case.procedure,
        "business": business_of(one, today), "facts": list(_facts(one, today)), "state": say(state.title),
        "meaning": meanings()[state.meaning.value], "tone": TONES[state.meaning.value], "ended": state.meaning is Meaning.ENDED,
        "clocks": [_clock(one, clock, today) for clock in _in_order(known.clocks.values())],
        "yours": [each for each in steps if each["href"]],
        "others": [each for each in steps if not each["href"] and not each["not_now"]],
        "not_now": [each for each in steps if each["not_now"]],
        "stuck": [say(clock.clock.title) for clock in known.clocks.values() if clock.due and clock.clock.step],
        "documents": [_document(document) for document in documents_of(case=one.case.pk)],
        "history": history(one),
        "alarms": [{"title": say(one.procedure.clocks[row.clock].title), "day": row.last_day, "act": row.act_id}
                   for row in RunOut.objects.filter(case=one.case, step=None).order_by("pk")
                   if row.clock in one.procedure.clocks],
    }  # fmt: skip


def _facts(one: Held, today: date) -> Iterator[Row]:
    business, record = business_of(one, today), one.case.record
    yield Row(_("Case"), str(one.case.pk))
    yield Row(_("Business"), business.code, code=True, href=reverse("entity", args=[business.scheme, business.code]))
    if record is not None:
        kind = one.pack.catalogue.get(record.kind.name)
        yield Row(_("About the record"), record_ref(one), note=say(kind.title) if kind else record.kind.name, code=True)
    yield Row(_("Opened on"), one.case.opened_on.isoformat())


def _steps(one: Held, who: Who, today: date) -> Iterator[dict[str, Any]]:
    """Every step but the opening: with a way to its form where this officer may take it now, else with the reason."""
    known = one.known(today)
    state = state_after(one.procedure, known.taken)
    for step in one.procedure.steps.values():
        not_now = why_not_now(one, known, state, step)
        not_you = why_not_you(one, who, step, today)
        ready = not_now is None and not_you is None
        yield {
            "title": say(step.title), "adverse": step.adverse, "whose": whose(step.who.value),
            "business_step": step.who is Whose.BUSINESS, "basis": [cited_words(one.pack, each) for each in step.basis],
            "href": reverse("agency-step", args=[one.case.pk, step.name]) if ready else "",
            "not_now": not_now, "why": not_now or not_you, "serves": serves(one, step),
            "here": not_now is None or state.name in step.start,
        }  # fmt: skip


def serves(one: Held, step: Step) -> list[str]:
    """What the business is served by a step."""
    return [say(one.pack.documents[name].title) for name in step.serves if name in one.pack.documents]


def _in_order(clocks: Any) -> list[ClockStanding]:
    """Those that run first, the one that ends first before all."""
    return sorted(clocks, key=lambda one: (not one.running and not one.due, one.last_day or date.max, one.clock.name))


def _clock(one: Held, clock: ClockStanding, today: date) -> dict[str, Any]:
    words = clock.clock
    return {
        "title": say(words.title), "whose": whose(words.of.value), "started": clock.started, "last_day": clock.last_day,
        "basis": [cited_words(one.pack, each) for each in words.basis], **_standing(clock, today),
        "then": say(one.procedure.steps[words.step].title) if words.step else "",
    }  # fmt: skip


def _standing(clock: ClockStanding, today: date) -> dict[str, str]:
    if clock.stopped is not None:
        late = _(", after its last day") if clock.over else ""
        return {"standing": _("met on %(day)s") % {"day": clock.stopped} + late, "tone": "bad" if late else "quiet"}
    if clock.last_day is None:
        return {"standing": _("its day cannot be told: the calendar of working days ends before it"), "tone": "warn"}
    if clock.clock.permits:
        return {"standing": _("over") if clock.over else left(clock.last_day, today), "tone": "quiet"}
    tone = "bad" if clock.over else "warn" if clock.last_day == today else "info"
    return {"standing": left(clock.last_day, today), "tone": tone}


def _document(one: Any) -> dict[str, Any]:
    return {"code": one.code, "title": say(one.content["title"]), "number": one.number, "on": one.issued_on,
            "replaced": hasattr(one, "replaced_by")}  # fmt: skip
