"""A decision table in stages of columns: which rules match, their masks, then conflict and conclusions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bonafides.kernel.dmn.model import Aggregation, DecisionTable, HitPolicy, Rule
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NOTHING, NotRelationalError
from bonafides.kernel.relational.form import NUMBER, Column, Constant, Expr, Kind, Op
from bonafides.kernel.relational.lower import Names, cell, expression
from bonafides.kernel.relational.masks import bits_of, fired_count, mask_expressions
from bonafides.kernel.relational.values import Fired, Members, Value, scalar

Let = Callable[[list[tuple[str, Expr]]], list[Column]]
"""Computes columns of a row, as a stage of its own."""
RULE, FIRED, CONFLICT = "#{}", "#fired{}", "#conflict"


@dataclass(frozen=True)
class Told:
    """What a table says of each row: its result, the rules that fired, and whether they contradict one another."""

    value: Value
    masks: tuple[Column, ...]
    conflict: Column | None


@dataclass(frozen=True)
class _Table:
    table: DecisionTable
    names: Names
    matches: tuple[Column, ...]
    masks: tuple[Column, ...]

    def conclusion(self, rule: Rule, output: int) -> Expr:
        at = f"rule {rule.number}, output `{self.table.outputs[output].title}`"
        return scalar(placed(at, lambda: expression(rule.conclusions[output].expression, self.names)))

    def constants(self, rule: Rule) -> tuple[Constant, ...]:
        """The conclusions of a rule where the hit policy must know them beforehand."""
        found = [self.conclusion(rule, output) for output in range(len(self.table.outputs))]
        kept = tuple(one for one in found if isinstance(one, Constant))
        if len(kept) < len(found):
            policy = self.table.hit_policy.value
            raise NotRelationalError(
                f"rule {rule.number}: a conclusion that is no constant, under the hit policy {policy}"
            )
        return kept


def lower_table(name: str, table: DecisionTable, names: Names, let: Let) -> Told:
    """The stages of a table. Raises NotRelationalError with the rule and cell that cannot be said in every engine."""
    tested = [placed(f"input `{one.title}`", lambda one=one: expression(one.expression, names)) for one in table.inputs]  # type: ignore[misc]
    rows = [_match(table, rule, tested, names) for rule in table.rules]
    matches = let(
        [(name + RULE.format(rule.number), build.truth(row)) for rule, row in zip(table.rules, rows, strict=True)]
    )
    masks = let([(name + FIRED.format(place or ""), one) for place, one in enumerate(mask_expressions(matches))])
    whole = _Table(table, names, tuple(matches), tuple(masks))
    conflict = _conflict(whole)
    mark = let([(name + CONFLICT, conflict)])[0] if conflict is not None else None
    if table.hit_policy.many and table.aggregation is None:
        return Told(_list(whole), whole.masks, mark)
    if table.single:
        return Told(_single(whole, 0, mark), whole.masks, mark)
    if table.aggregation is not None:
        raise NotRelationalError("an aggregate of several outputs")
    members = {one.name: _single(whole, place, mark) for place, one in enumerate(table.outputs)}
    return Told(Members(members), whole.masks, mark)


def _match(table: DecisionTable, rule: Rule, tested: list[Value], names: Names) -> Expr:
    parts: list[Expr] = []
    for clause, value, condition in zip(table.inputs, tested, rule.conditions, strict=True):
        at = f"rule {rule.number}, input `{clause.title}`, `{condition.text}`"
        within = replace(names, tested=value)
        parts.append(scalar(placed(at, lambda: cell(condition.tests, within))))  # noqa: B023 - called at once
    return build.conjunction(parts)


def placed(at: str, work: Callable[[], Value]) -> Value:
    """Do it; a refusal says where."""
    try:
        return work()
    except NotRelationalError as error:
        raise NotRelationalError(f"{at}: {error}") from error


def _conflict(whole: _Table) -> Expr | None:
    """Whether rules matched that may not match together; None where that cannot be."""
    if whole.table.hit_policy is HitPolicy.UNIQUE and len(whole.table.rules) > 1:
        return build.less(Constant(1, NUMBER), fired_count(whole.masks))
    if whole.table.hit_policy is HitPolicy.ANY:
        groups: dict[tuple[Constant, ...], list[int]] = {}
        for rule in whole.table.rules:
            groups.setdefault(whole.constants(rule), []).append(rule.number)
        if len(groups) > 1:
            outside = []
            for numbers in groups.values():
                of = _any(whole, numbers)
                others = _any(whole, [rule.number for rule in whole.table.rules if rule.number not in numbers])
                outside.append(build.conjunction([of, others]))
            return build.disjunction(outside)
    return None


def _any(whole: _Table, numbers: list[int]) -> Expr:
    zero = Constant(0, NUMBER)
    parts: list[Expr] = [
        build.negation(build.same(build.apply(Op.BITS, NUMBER, mask, Constant(bits, NUMBER)), zero))
        for mask, bits in zip(whole.masks, bits_of(numbers, len(whole.masks)), strict=True)
        if bits
    ]
    return build.disjunction(parts)


def _single(whole: _Table, output: int, conflict: Column | None) -> Expr:
    clause = whole.table.outputs[output]
    if whole.table.aggregation is not None:
        return _aggregate(whole, whole.table.aggregation)
    rules = list(zip(whole.table.rules, whole.matches, strict=True))
    if whole.table.hit_policy is HitPolicy.PRIORITY:
        rules.sort(key=lambda one: _priority(whole, one[0]))
    default = scalar(expression(clause.default, whole.names)) if clause.default is not None else NOTHING
    branches = [(match, whole.conclusion(rule, output)) for rule, match in rules]
    told = build.case(list(branches), default)
    return told if conflict is None else build.case([(conflict, NOTHING)], told)


def _priority(whole: _Table, rule: Rule) -> tuple[int, ...]:
    """The place of its conclusions among the `outputValues`, output by output; the smallest first."""
    places = []
    for clause, value in zip(whole.table.outputs, whole.constants(rule), strict=True):
        known = [scalar(expression(one, whole.names)) for one in clause.values]
        found = [place for place, one in enumerate(known) if build.same(one, value) == build.TRUE]
        places.append(found[0] if found else len(known))
    return tuple(places)


def _aggregate(whole: _Table, aggregation: Aggregation) -> Expr:
    if aggregation is Aggregation.COUNT:
        return fired_count(whole.masks)
    values = [whole.conclusion(rule, 0) for rule in whole.table.rules]
    if any(one.nullable or one.type.kind is not Kind.NUMBER for one in values):
        raise NotRelationalError(f"the {aggregation.value} of conclusions that are no numbers, or may be null")
    fitted = build.aligned(*values)
    of = fitted[0].type
    default = whole.table.outputs[0].default
    none = scalar(expression(default, whole.names)) if default is not None else Constant(None, of)
    some = _any(whole, [rule.number for rule in whole.table.rules])
    if aggregation is Aggregation.SUM:
        zero = Constant(0, of)
        parts = [build.case([(match, one)], zero) for match, one in zip(whole.matches, fitted, strict=True)]
        total = parts[0] if len(parts) == 1 else build.apply(Op.ADD, of, *parts, nullable=False)
        return build.case([(some, total)], none)
    # Engines differ in what the least of a null is: a rule that did not match counts as the number furthest off.
    smallest = aggregation is Aggregation.MIN
    furthest = Constant(build.LARGEST if smallest else -build.LARGEST, of)
    extremes = [build.case([(match, one)], furthest) for match, one in zip(whole.matches, fitted, strict=True)]
    op = Op.LEAST if smallest else Op.GREATEST
    best = extremes[0] if len(extremes) == 1 else build.apply(op, of, *extremes, nullable=False)
    return build.case([(some, best)], none)


def _list(whole: _Table) -> Fired:
    rules = list(whole.table.rules)
    if whole.table.hit_policy is HitPolicy.OUTPUT_ORDER:
        rules.sort(key=lambda rule: _priority(whole, rule))
    found: list[tuple[int, Value]] = []
    for rule in rules:
        values = [whole.conclusion(rule, place) for place in range(len(whole.table.outputs))]
        names = [one.name for one in whole.table.outputs]
        value = values[0] if whole.table.single else Members(dict(zip(names, values, strict=True)))
        found.append((rule.number, value))
    return Fired(whole.masks, tuple(found))
