"""Why a result is what it is: the rules that made it, in the words of the pack, and what else was looked at."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bonafides.kernel.dmn.model import DecisionTable
from bonafides.standards.case.decide import CaseDecided
from bonafides.standards.explain.explain import Explanation
from bonafides.standards.explain.lines import Line
from bonafides.standards.explain.rules import FiredRule, fired_rules
from bonafides.standards.explain.words import decision_title, name_words


def why(one: Explanation) -> Iterator[Line]:
    """The rule that gave the result, then those that gave what it looked at, down to the figures."""
    for violation in one.decided.outcome.violations:
        yield Line(_("The rules do not fit this case, so that there is no result until they are mended."), 0, "warning")
        yield Line(violation.told, 1, "note")
    bearing = decisions_bearing(one)
    for name in bearing:
        yield from _decision(one, name)
    aside = [name for name in reversed(list(one.decided.outcomes)) if name not in bearing]
    if aside:
        yield Line(_("Also looked at:"), 0, "strong")
        yield from (Line(_headed(one, name), 1) for name in aside)


def decisions_bearing(one: Explanation) -> list[str]:
    """The decisions on which the result rests: what the rules that fired looked at, and so on down."""
    found: dict[str, None] = {}
    waiting = [one.decided.decision]
    while waiting:
        name = waiting.pop(0)
        found[name] = None
        waiting += [each for each in _looked_at(one.decided, name, one) if each not in found]
    return list(found)


def _looked_at(decided: CaseDecided, name: str, one: Explanation) -> list[str]:
    decision = decided.model.decision(name)
    fired = fired_rules(one.pack, decided, decided.outcomes[name])
    if not isinstance(decision.logic, DecisionTable) or not fired:
        return list(decision.required_decisions)
    asked = {met.name for rule in fired for met in rule.conditions}
    # A column that calculates with decisions names none of them.
    return [each for each in decision.required_decisions if each in asked or "" in asked]


def _headed(one: Explanation, name: str) -> str:
    words = {
        "title": decision_title(one.decided, name),
        "value": name_words(one.pack, name, one.decided.outcomes[name].value),
    }
    return _("%(title)s: %(value)s") % words


def _decision(one: Explanation, name: str) -> Iterator[Line]:
    own, decision = one.decided.outcomes[name], one.decided.model.decision(name)
    if name != one.decided.decision:
        yield Line(_headed(one, name), 0, "strong")
    fired = fired_rules(one.pack, one.decided, own)
    for rule in fired:
        yield from _rule(rule)
    if not isinstance(decision.logic, DecisionTable):
        if decision.description:
            yield Line(decision.description, 1, "note")
    elif not fired and not own.violations:
        yield Line(_("No rule of the table applies to this business. For that case the table itself says so."))


def _rule(rule: FiredRule) -> Iterator[Line]:
    number = _("rule %(number)s of %(count)s") % {"number": rule.number, "count": rule.of}
    yield Line(_("%(text)s (%(note)s)") % {"text": rule.reason or _("A rule applies."), "note": number})
    for met in rule.conditions:
        words = {"title": met.title, "found": met.found, "asked": met.asked}
        same = met.found == met.asked
        text = _("%(title)s: %(found)s") if same else _("%(title)s: %(found)s (the rule asks for %(asked)s)")
        yield Line(text % words, 1)
    if not rule.conditions and not rule.in_order:
        yield Line(_("It applies to every business."), 1)
    if rule.in_order:
        yield Line(_("The rules are read from the first on; none before this one applies."), 1, "note")
    if rule.law:
        yield Line(_("By: %(law)s") % {"law": _("; ").join(rule.law)}, 1, "note")
