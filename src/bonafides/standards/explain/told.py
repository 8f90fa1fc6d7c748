"""An explanation as sections of plain sentences, in the language that is active: for the business itself, without internals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from bonafides.kernel.dmn.evaluate import Outcome
from bonafides.kernel.dmn.model import LiteralExpression
from bonafides.packs.indicator import OF_A_FACT, Indicator
from bonafides.packs.pack import Pack
from bonafides.sharing.labels import say
from bonafides.sharing.words import mark_title
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.explain.explain import Explanation
from bonafides.standards.explain.future import Turn
from bonafides.standards.explain.nearest import Change, Direction
from bonafides.standards.explain.parameters import facts_and_parameters
from bonafides.standards.explain.rules import FiredRule, fired_rules
from bonafides.standards.explain.words import (
    basis_words,
    fact_words,
    indicator_words,
    parameter_value,
    parameter_words,
    plain_words,
    window_words,
)

Style = Literal["plain", "strong", "note", "warning"]
SHOWN = 12
"""So many records of one figure are listed; how many more there are is said."""


@dataclass(frozen=True)
class Line:
    """A sentence, how far it is set in, and how it is meant."""

    text: str
    level: int = 0
    style: Style = "plain"


@dataclass(frozen=True)
class Section:
    """A part of the explanation, under its title."""

    title: str
    lines: tuple[Line, ...]


def told(one: Explanation) -> list[Section]:
    """What to tell, in the order of a reader's questions: what, why, from which records, what if, until when."""
    parts = [
        (_("Why"), _why(one)),
        (_("The figures, and the records behind them"), _figures(one)),
        (_("What would change it"), _changes(one)),
        (_("When it changes by itself"), _future(one)),
        (_("Values set for this jurisdiction"), _parameters(one)),
    ]
    sections = [Section(title, tuple(lines)) for title, lines in parts]
    return [section for section in sections if section.lines]


def result_words(pack: Pack, decision: str, outcome: Outcome | None) -> str:
    """A result: a tier by that word, anything else as it is."""
    if outcome is None:
        return _("no result, as no rule is in force")
    if outcome.violations:
        return _("no result, as rules contradict each other")
    if outcome.value is None:
        return _("no result")
    if pack.info.tiers is not None and pack.info.tiers.decision == decision:
        return _("tier %(tier)s") % {"tier": plain_words(outcome.value)}
    return plain_words(outcome.value)


def scale_words(one: Explanation) -> str:
    """Where a tier stands among the others; empty for what is no tier."""
    use = one.pack.info.tiers
    value = one.decided.outcome.value
    if use is None or use.decision != one.decided.decision or value not in use.order:
        return ""
    marked = " · ".join(f"[{tier}]" if tier == value else tier for tier in use.order)
    return _("Tiers, from the least risk to the most: %(tiers)s") % {"tiers": marked}


def purpose_words(one: Explanation) -> str:
    """What a tier is for, and what it is not for."""
    use = one.pack.info.tiers
    if use is None or use.decision != one.decided.decision:
        return ""
    if one.pack.info.tiers_public:
        return _("A tier says where inspection effort goes. It is no ground for a penalty.")
    return _("A tier says where inspection effort goes. It is not published, and it is no ground for a penalty.")


def _why(one: Explanation) -> Iterator[Line]:
    outcome = one.decided.outcome
    for violation in outcome.violations:
        yield Line(_("The rules do not fit this case, so that there is no result until they are mended."), 0, "warning")
        yield Line(violation.told, 1, "note")
    for name in reversed(list(one.decided.outcomes)):
        own = one.decided.outcomes[name]
        decision = one.decided.model.decision(name)
        if name != one.decided.decision:
            words = {"title": decision.label or name, "value": plain_words(own.value)}
            yield Line(_("%(title)s: %(value)s") % words, 0, "strong")
        for rule in fired_rules(one.pack, one.decided, own):
            yield from _rule(rule)
        if isinstance(decision.logic, LiteralExpression):
            yield Line(decision.description or decision.logic.text, 0, "note")
        elif not own.fired and not own.violations:
            yield Line(_("No rule of the table applies to this business. For that case the table itself says so."))


def _rule(rule: FiredRule) -> Iterator[Line]:
    number = {"number": rule.number, "count": rule.of}
    title = _("Rule %(number)s of %(count)s") % number
    yield Line(_("%(title)s: %(value)s") % {"title": title, "value": rule.reason} if rule.reason else title)
    for met in rule.conditions:
        words = {"title": met.title, "found": met.found, "asked": met.asked}
        same = met.found == met.asked
        text = _("%(title)s: %(found)s") if same else _("%(title)s: %(found)s (the rule asks for %(asked)s)")
        yield Line(text % words, 1)
    if not rule.conditions:
        yield Line(_("It applies to every business."), 1)
    if rule.in_order:
        yield Line(_("The rules are read from the first on; none before this one applies."), 1, "note")
    for law in rule.law:
        yield Line(_("By: %(law)s") % {"law": law}, 1, "note")


def _figures(one: Explanation) -> Iterator[Line]:
    for name, measured in one.decided.measured.items():
        indicator = one.pack.indicators[name]
        words = {"title": say(indicator.title), "value": indicator_words(one.pack, indicator, measured.value)}
        yield Line(_("%(title)s: %(value)s") % words, 0, "strong")
        yield Line(window_words(one.pack, indicator, one.as_of), 1, "note")
        for law in basis_words(one.pack, indicator.basis):
            yield Line(_("By: %(law)s") % {"law": law}, 1, "note")
        newest = sorted(measured.records, key=lambda record: (record.event_date, record.id), reverse=True)
        for record in newest[:SHOWN]:
            yield Line(record_words(one.pack, indicator, record), 1)
        if not newest:
            yield Line(_("No record counts."), 1)
        if len(newest) > SHOWN:
            yield Line(_("Older ones that count as well: %(count)s") % {"count": len(newest) - SHOWN}, 1)


def record_words(pack: Pack, indicator: Indicator, record: CaseRecord) -> str:
    """A record as the source knows it: its day, what it is, who gave it under which number, and the facts that are used."""
    agency = pack.agencies.get(record.agency)
    parts = [str(record.event_date), say(pack.catalogue[record.kind].title)]
    of = [indicator.of] if indicator.of is not None and indicator.measure in OF_A_FACT else []
    for name in dict.fromkeys([*of, *facts_and_parameters(pack, indicator)]):
        if name in pack.catalogue[record.kind].facts.properties and record.facts.get(name) is not None:
            title, value = fact_words(pack, record.kind, name, record.facts[name])
            parts.append(_("%(title)s: %(value)s") % {"title": title, "value": value})
    source = {"agency": say(agency.title) if agency else record.agency, "ref": record.ref}
    return " · ".join([*parts, _("%(agency)s, no. %(ref)s") % source])


def _changes(one: Explanation) -> Iterator[Line]:
    heads: dict[Direction, str] = {"better": _("For the better"), "worse": _("For the worse"), "other": _("Otherwise")}
    for direction, head in heads.items():
        own = [change for change in one.changes if change.direction == direction]
        if own:
            yield Line(head, 0, "strong")
            yield from (Line(_change(one, change), 1) for change in own)
    if one.changes:
        yield Line(
            _("Each line changes one figure and leaves the others as they are. The nearest comes first."), 0, "note"
        )
    else:
        yield Line(_("No single figure, changed alone, would bring another result."))


def _change(one: Explanation, change: Change) -> str:
    indicator = one.pack.indicators[change.indicator]
    words = {
        "result": result_words(one.pack, one.decided.decision, change.outcome),
        "title": say(indicator.title),
        "after": indicator_words(one.pack, indicator, change.after),
        "before": indicator_words(one.pack, indicator, change.before),
    }
    text = _('%(result)s, if "%(title)s" were %(after)s instead of %(before)s') % words
    return text if change.exact else _("%(text)s (%(note)s)") % {"text": text, "note": _("the nearest value found")}


def _future(one: Explanation) -> Iterator[Line]:
    for turn in one.future.turns:
        yield from _turn(one, turn)
    if one.future.until is not None:
        yield Line(_("This was looked ahead to %(day)s, day by day.") % {"day": one.future.until}, 0, "note")
    elif one.future.turns:
        yield Line(_("After that nothing changes any more, as long as no new record comes."), 0, "note")
    else:
        yield Line(_("It stays as it is, as long as no new record comes."))


def _turn(one: Explanation, turn: Turn) -> Iterator[Line]:
    after = turn.after.outcome if turn.after is not None else None
    words = {"day": turn.day, "result": result_words(one.pack, one.decided.decision, after)}
    yield Line(_("If no new record comes, from %(day)s: %(result)s") % words, 0, "strong")
    if turn.law:
        yield Line(_("On that day the rules themselves, or values set by them, change."), 1)
    for moved in turn.moved:
        indicator = one.pack.indicators[moved.indicator]
        told_of = {
            "title": say(indicator.title),
            "before": indicator_words(one.pack, indicator, moved.before),
            "after": indicator_words(one.pack, indicator, moved.after),
        }
        yield Line(_("%(title)s: %(after)s instead of %(before)s") % told_of, 1)
        for record in moved.gone:
            yield Line(
                _("no longer counts: %(record)s") % {"record": record_words(one.pack, indicator, record)}, 2, "note"
            )
        for record in moved.come:
            yield Line(
                _("counts from then on: %(record)s") % {"record": record_words(one.pack, indicator, record)}, 2, "note"
            )


def _parameters(one: Explanation) -> Iterator[Line]:
    for used in one.parameters:
        value = parameter_words(used.parameter, parameter_value(used.parameter, one.as_of))
        text = _("%(title)s: %(value)s") % {"title": say(used.parameter.title), "value": value}
        mark = mark_title(used.value.mark) if used.value is not None else ""
        yield Line(
            _("%(text)s (%(note)s)") % {"text": text, "note": mark} if mark else text, 0, "warning" if mark else "plain"
        )
        if used.value is not None:
            for law in basis_words(one.pack, used.value.basis):
                yield Line(_("By: %(law)s") % {"law": law}, 1, "note")
            for note in (used.value.source, used.value.note):
                if note is not None:
                    yield Line(say(note), 1, "note")
