"""What a decision table concludes, by its hit policy."""

from __future__ import annotations

from bonafides.kernel.dmn.model import Aggregation, HitPolicy, Rule
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NOTHING, NotRelationalError
from bonafides.kernel.relational.form import Column, Constant, Expr, Kind, Op
from bonafides.kernel.relational.lower import expression
from bonafides.kernel.relational.masks import fired_any, fired_count
from bonafides.kernel.relational.tables import Lowered
from bonafides.kernel.relational.values import Fired, Members, Value, scalar


def result(whole: Lowered, violation: Column | None) -> Value:
    """The result of a table; null for a row that violates it."""
    table = whole.table
    if table.hit_policy.many and table.aggregation is None:
        return _list(whole, violation)
    if table.aggregation is not None:
        if not table.single:
            raise NotRelationalError("an aggregate of several outputs")
        return _valid(_aggregate(whole, table.aggregation), violation)
    values = [_valid(_single(whole, place), violation) for place in range(len(table.outputs))]
    if table.single:
        return values[0]
    masks = whole.masks if whole.default() is None else ()
    return Members(dict(zip((one.name for one in table.outputs), values, strict=True)), masks, violation)


def _valid(told: Expr, violation: Column | None) -> Expr:
    return told if violation is None else build.case([(violation, NOTHING)], told)


def _single(whole: Lowered, output: int) -> Expr:
    rules = list(zip(whole.table.rules, whole.matches, strict=True))
    if whole.table.hit_policy is HitPolicy.PRIORITY:
        rules.sort(key=lambda one: _priority(whole, one[0]))
    default = whole.default()
    branches: list[tuple[Expr, Expr]] = [(match, whole.conclusion(rule, output)) for rule, match in rules]
    return build.case(branches, default[output] if default else NOTHING)


def _priority(whole: Lowered, rule: Rule) -> tuple[int, ...]:
    """The place of its conclusions among the `outputValues`, output by output; the smallest first."""
    places = []
    for clause, value in zip(whole.table.outputs, whole.constants(rule), strict=True):
        known = [scalar(expression(one, whole.names)) for one in clause.values]
        found = [place for place, one in enumerate(known) if build.same(one, value) == build.TRUE]
        places.append(found[0] if found else len(known))
    return tuple(places)


def _aggregate(whole: Lowered, aggregation: Aggregation) -> Expr:
    default = whole.default()
    some = fired_any(whole.masks, [rule.number for rule in whole.table.rules])
    if aggregation is Aggregation.COUNT:
        count = fired_count(whole.masks)
        return count if default is None else build.case([(some, count)], default[0])
    values = [whole.conclusion(rule, 0) for rule in whole.table.rules]
    if any(one.nullable or one.type.kind is not Kind.NUMBER for one in values):
        raise NotRelationalError(f"the {aggregation.value} of conclusions that are no numbers, or may be null")
    fitted = build.aligned(*values)
    of = fitted[0].type
    # Engines differ in what the least of a null is: a rule that does not match counts as the number furthest off.
    furthest = {Aggregation.SUM: 0, Aggregation.MIN: build.LARGEST, Aggregation.MAX: -build.LARGEST}[aggregation]
    parts = [
        build.case([(match, one)], Constant(furthest, of)) for match, one in zip(whole.matches, fitted, strict=True)
    ]
    op = {Aggregation.SUM: Op.ADD, Aggregation.MIN: Op.LEAST, Aggregation.MAX: Op.GREATEST}[aggregation]
    told = parts[0] if len(parts) == 1 else build.apply(op, of, *parts, nullable=False)
    return build.case([(some, told)], default[0] if default else NOTHING)


def _list(whole: Lowered, violation: Column | None) -> Fired:
    rules = list(whole.table.rules)
    if whole.table.hit_policy is HitPolicy.OUTPUT_ORDER:
        rules.sort(key=lambda rule: _priority(whole, rule))
    found = tuple(
        (rule.number, _row(whole, [whole.conclusion(rule, place) for place in _places(whole)])) for rule in rules
    )
    default = whole.default()
    return Fired(whole.masks, found, None if default is None else _row(whole, list(default)), violation)


def _places(whole: Lowered) -> range:
    return range(len(whole.table.outputs))


def _row(whole: Lowered, values: list[Expr]) -> Value:
    if whole.table.single:
        return values[0]
    return Members(dict(zip((one.name for one in whole.table.outputs), values, strict=True)))
