"""Which measures of a pack a trigger is a ground for."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bonafides.kernel.feel.ast import Expression
from bonafides.kernel.feel.evaluate import Environment, evaluate
from bonafides.kernel.feel.parse import parse_expression
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import Type
from bonafides.kernel.feel.values import Value
from bonafides.measures.triggers import Trigger
from bonafides.packs.measure import SEVERITIES, Measure, Pattern, TriggerPattern
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.scope import names_in, record_scope


def matches(pack: Pack, pattern: Pattern, trigger: Trigger, day: date) -> bool:
    """Whether a trigger is what a pattern says."""
    if pattern.kind is None:
        return trigger.kind == "tier" and trigger.of == pattern.tier
    if trigger.kind == "tier" or trigger.of != pattern.kind or pattern.kind not in pack.catalogue:
        return False
    if pattern.where is None:
        return True
    scope = record_scope(pack, (pack.catalogue[pattern.kind],))
    tree, names = _parsed(pattern.where, tuple(scope.items()))
    own: dict[str, Value] = {
        "event_date": trigger.event_date, "valid_from": trigger.since, "valid_to": trigger.until, "agency": trigger.agency,
        "as_of": day,
    }  # fmt: skip
    # Only what the condition names: this is asked of every record that could bring something with it.
    values = {
        name: _parameter(pack, name, day) if name in pack.parameters else trigger.facts.get(name) for name in names
    }
    return evaluate(tree, Environment(values | {name: own[name] for name in names if name in own})) is True


def _parameter(pack: Pack, name: str, day: date) -> Value:
    one = pack.parameters[name]
    given = one.on(day)
    return None if given is None else exact(one.type, given.value)


def ground(pack: Pack, measure: Measure, trigger: Trigger, day: date) -> TriggerPattern | None:
    """The pattern by which a trigger is a ground for a measure; none where the two are not related."""
    return next((one for one in measure.triggers if matches(pack, one, trigger, day)), None)


def proportionate(measure: Measure, pattern: TriggerPattern | None, trigger: Trigger) -> bool:
    """Whether the misconduct is as grave as the measure needs it to be."""
    if pattern is None or measure.least_severity is None:
        return True
    severity = pattern.severity or trigger.facts.get(pattern.severity_of or "")
    return severity in SEVERITIES and SEVERITIES.index(str(severity)) >= SEVERITIES.index(measure.least_severity)


def coming_with(pack: Pack, trigger: Trigger, day: date) -> list[tuple[Measure, TriggerPattern]]:
    """The measures in force on a day that come with a trigger, in the order of the pack."""
    found = ((one, ground(pack, one, trigger, day)) for one in pack.measures.values() if one.in_force.covers(day))
    return [(one, pattern) for one, pattern in found if pattern is not None and pattern.how == "with"]


def lost_by(pack: Pack, measure: Measure, trigger: Trigger, day: date) -> bool:
    """Whether a trigger ends a reward before its time."""
    return any(matches(pack, one, trigger, day) for one in measure.lost_by)


@lru_cache(maxsize=1000)
def _parsed(text: str, scope: tuple[tuple[str, Type], ...]) -> tuple[Expression, tuple[str, ...]]:
    """The tree of a `where` and the names in it: read once, and not for each trigger."""
    tree = parse_expression(text, Scope(dict(scope)))
    return tree, tuple(dict.fromkeys(names_in(tree)))
