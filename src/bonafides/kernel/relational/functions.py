"""The built-in functions of FEEL that every engine computes alike."""

from __future__ import annotations

from collections.abc import Callable

from bonafides.kernel.feel.ast import Operator
from bonafides.kernel.relational import build
from bonafides.kernel.relational.arithmetic import arithmetic
from bonafides.kernel.relational.build import FALSE, NOTHING, NotRelationalError
from bonafides.kernel.relational.form import BOOLEAN, NUMBER, TEXT, Apply, Constant, Expr, Kind, Op
from bonafides.kernel.relational.masks import fired_any, fired_count
from bonafides.kernel.relational.values import Fired, Items, Value, scalar

Arguments = tuple[Value, ...]


def _not(args: Arguments) -> Value:
    return build.negation(scalar(args[0]))


def _count(args: Arguments) -> Value:
    counted = args[0]
    if isinstance(counted, Items):
        return build.number(len(counted.items))
    if isinstance(counted, Fired):
        number = fired_count(counted.masks)
        none = build.number(1) if counted.default is not None else NOTHING
        return build.case([(build.less(Constant(0, NUMBER), number), number)], none)
    expr = scalar(counted)
    if expr.type.kind is not Kind.TEXTS:
        raise NotRelationalError("`count` of what is no list")
    return build.apply(Op.ITEMS, NUMBER, expr)


def _list_contains(args: Arguments) -> Value:
    listed, item = args[0], scalar(args[1])
    if isinstance(listed, Items):
        return build.disjunction([build.same(scalar(one), item) for one in listed.items])
    if isinstance(listed, Fired):
        wanted = [number for number, value in listed.rules if _is(value, item)]
        some = fired_any(listed.masks, [number for number, _ in listed.rules])
        none = Constant(None, BOOLEAN)
        if listed.default is not None:
            none = build.TRUE if _is(listed.default, item) else FALSE
        return build.case([(some, fired_any(listed.masks, wanted))], none)
    expr = scalar(listed)
    if expr.type.kind is not Kind.TEXTS or item.type.kind is not Kind.TEXT:
        raise NotRelationalError("`list contains` of other than texts")
    found = build.apply(Op.HAS_ITEM, BOOLEAN, expr, item)
    if not item.nullable:
        return found
    # The lists of a record hold no null.
    return build.case([(build.is_null(expr), Constant(None, BOOLEAN)), (build.is_null(item), FALSE)], found)


def _is(value: Value, item: Expr) -> bool:
    if not isinstance(value, Constant) or not isinstance(item, Constant):
        raise NotRelationalError("`list contains` of results that are not constants")
    return build.same(value, item) == build.TRUE


def _listed(args: Arguments) -> list[Expr]:
    if len(args) == 1 and isinstance(args[0], Items):
        args = args[0].items
    return [scalar(one) for one in args]


def _extreme(op: Op) -> Callable[[Arguments], Value]:
    def extreme(args: Arguments) -> Value:
        items = _listed(args)
        if not items or any(isinstance(one, Constant) and one.value is None for one in items):
            return NOTHING
        if len({one.type.kind for one in items}) > 1 or items[0].type.kind not in (Kind.NUMBER, Kind.DATE):
            raise NotRelationalError(f"the {op.value} of other than numbers or dates")
        fitted = build.aligned(*items)
        return fitted[0] if len(fitted) == 1 else build.apply(op, fitted[0].type, *fitted)

    return extreme


def _sum(args: Arguments) -> Value:
    items = _listed(args)
    if not items:
        return NOTHING
    total = items[0]
    for one in items[1:]:
        total = scalar(arithmetic(Operator.PLUS, total, one))
    return total


def _absolute(args: Arguments) -> Value:
    expr = scalar(args[0])
    return Constant(abs(int(str(expr.value))), expr.type) if isinstance(expr, Constant) and expr.value is not None else (
        NOTHING if isinstance(expr, Constant) else build.apply(Op.ABSOLUTE, expr.type, expr)
    )  # fmt: skip


def _texts(op: Op, of: Kind) -> Callable[[Arguments], Value]:
    result = BOOLEAN if of is Kind.BOOLEAN else NUMBER

    def function(args: Arguments) -> Value:
        exprs = [scalar(one) for one in args]
        if any(isinstance(one, Constant) and one.value is None for one in exprs):
            return Constant(None, result)
        return build.apply(op, result, *exprs)

    return function


def _substring(args: Arguments) -> Value:
    """Null where the place lies behind the end, as in FEEL."""
    source, *places = (scalar(one) for one in args)
    kept = [one for one in places if one != NOTHING]
    wholes = [int(str(one.value)) for one in kept if isinstance(one, Constant) and one.type == NUMBER]
    if len(wholes) < len(kept) or wholes[0] < 1:
        raise NotRelationalError("`substring` but from a constant place, counted from the start")
    if wholes[1:] and wholes[1] < 1:
        return Constant(None, TEXT)
    reached = build.less(kept[0], build.apply(Op.LENGTH, NUMBER, source), or_equal=True)
    return build.case([(reached, Apply(Op.SUBSTRING, (source, *kept), TEXT, source.nullable))], NOTHING)


FUNCTIONS: dict[str, Callable[[Arguments], Value]] = {
    "not": _not,
    "count": _count,
    "list contains": _list_contains,
    "min": _extreme(Op.LEAST),
    "max": _extreme(Op.GREATEST),
    "sum": _sum,
    "abs": _absolute,
    "string length": _texts(Op.LENGTH, Kind.NUMBER),
    "starts with": _texts(Op.STARTS_WITH, Kind.BOOLEAN),
    "ends with": _texts(Op.ENDS_WITH, Kind.BOOLEAN),
    "contains": _texts(Op.CONTAINS, Kind.BOOLEAN),
    "substring": _substring,
}
