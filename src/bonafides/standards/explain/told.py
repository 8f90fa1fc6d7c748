"""An explanation as sections of plain sentences, in the language that is active: for the business itself, without internals."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bonafides.kernel.dmn.evaluate import Outcome
from bonafides.kernel.feel.values import Value
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.words import mark_title
from bonafides.standards.explain.explain import Explanation
from bonafides.standards.explain.figures import figures, record_words
from bonafides.standards.explain.future import Turn
from bonafides.standards.explain.lines import Line, Section
from bonafides.standards.explain.nearest import Change, Direction
from bonafides.standards.explain.why import why
from bonafides.standards.explain.words import (
    basis_words,
    indicator_words,
    parameter_value,
    parameter_words,
    plain_words,
)


def told(one: Explanation) -> list[Section]:
    """What to tell, in the order of a reader's questions: why, from which records, what if, until when, how certain."""
    parts = [
        (_("Why"), why(one)),
        (_("The figures, and the records behind them"), figures(one)),
        (_("What would change it"), _changes(one)),
        (_("When it changes by itself"), _future(one)),
        (_("Values set for this jurisdiction"), _parameters(one)),
    ]
    sections = [Section(title, tuple(lines)) for title, lines in parts]
    return [section for section in sections if section.lines]


def result_words(pack: Pack, decision: str, outcome: Outcome | None) -> str:
    """A result: a tier by that word, anything else as it is."""
    if outcome is None:
        return _("No result, as no rule is in force")
    if outcome.violations:
        return _("No result, as rules contradict each other")
    if outcome.value is None:
        return _("No result")
    if pack.info.tiers is not None and pack.info.tiers.decision == decision:
        return _("Tier %(tier)s") % {"tier": plain_words(outcome.value)}
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


def _changes(one: Explanation) -> Iterator[Line]:
    heads: dict[Direction, str] = {"better": _("For the better"), "worse": _("For the worse"), "other": _("Otherwise")}
    for direction, head in heads.items():
        own = [change for change in one.changes if change.direction == direction]
        if own:
            yield Line(head, 0, "strong")
            yield from (Line(_change(one, change), 1) for change in own)
        elif direction == "better" and one.together is not None:
            yield Line(_("For the better, no figure alone; together:"), 0, "strong")
            what = _(", and ").join(_to(one, name, value) for name, value in one.together.values)
            result = result_words(one.pack, one.decided.decision, one.together.outcome)
            yield Line(_("%(result)s, if %(what)s") % {"result": result, "what": what}, 1)
    if one.changes:
        yield Line(_("Each line leaves all other figures as they are. The nearest change comes first."), 0, "note")
    else:
        yield Line(_("No single figure, changed alone, would bring another result."))


def _change(one: Explanation, change: Change) -> str:
    result = result_words(one.pack, one.decided.decision, change.outcome)
    text = _("%(result)s, if %(what)s") % {"result": result, "what": _to(one, change.indicator, change.after)}
    return text if change.exact else _("%(text)s (%(note)s)") % {"text": text, "note": _("the nearest value found")}


def _to(one: Explanation, name: str, value: Value) -> str:
    indicator = one.pack.indicators[name]
    words = {
        "title": say(indicator.title),
        "after": indicator_words(one.pack, indicator, value),
        "before": indicator_words(one.pack, indicator, one.decided.inputs[name]),
    }
    return _('"%(title)s" were %(after)s instead of %(before)s') % words


def _future(one: Explanation) -> Iterator[Line]:
    for turn in one.future.turns:
        yield from _turn(one, turn)
    until = {"day": one.future.until}
    if one.future.until is None and one.future.turns:
        yield Line(_("After that nothing changes any more, as long as no new record comes."), 0, "note")
    elif one.future.until is None:
        yield Line(_("It stays as it is, as long as no new record comes."))
    elif one.future.turns:
        yield Line(_("After that nothing changes before %(day)s, as long as no new record comes.") % until, 0, "note")
    else:
        yield Line(_("It stays as it is until %(day)s at least, as long as no new record comes.") % until)


def _turn(one: Explanation, turn: Turn) -> Iterator[Line]:
    after = turn.after.outcome if turn.after is not None else None
    words = {"day": turn.day, "result": result_words(one.pack, one.decided.decision, after)}
    yield Line(_("If no new record comes, from %(day)s: %(result)s") % words, 0, "strong")
    if turn.law:
        yield Line(_("On that day the rules themselves, or values set by them, change."), 1)
    for moved in turn.moved:
        indicator = one.pack.indicators[moved.indicator]
        both = {
            "title": say(indicator.title),
            "before": indicator_words(one.pack, indicator, moved.before),
            "after": indicator_words(one.pack, indicator, moved.after),
        }
        yield Line(_("%(title)s: %(after)s instead of %(before)s") % both, 1)
        for text, records in (
            (_("no longer counts: %(record)s"), moved.gone),
            (_("counts from then on: %(record)s"), moved.come),
        ):
            for record in records:
                yield Line(text % {"record": record_words(one.pack, indicator, record)}, 2, "note")
    if not turn.moved and not turn.law:
        yield Line(_("With that day a term of the calendar passes to which the rules look."), 1)


def _parameters(one: Explanation) -> Iterator[Line]:
    for used in one.parameters:
        value = parameter_words(used.parameter, parameter_value(used.parameter, one.as_of))
        text = _("%(title)s: %(value)s") % {"title": say(used.parameter.title), "value": value}
        mark = mark_title(used.value.mark) if used.value is not None else ""
        yield Line(
            _("%(text)s (%(note)s)") % {"text": text, "note": mark} if mark else text, 0, "warning" if mark else "plain"
        )
        if used.value is not None:
            if law := basis_words(one.pack, used.value.basis):
                yield Line(_("By: %(law)s") % {"law": _("; ").join(law)}, 1, "note")
            for note in (used.value.source, used.value.note):
                if note is not None:
                    yield Line(say(note), 1, "note")
