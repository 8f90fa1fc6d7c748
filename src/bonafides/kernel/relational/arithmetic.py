"""Arithmetic of FEEL in whole numbers at known scales: nothing is rounded, and what would have to be is refused."""

from __future__ import annotations

from datetime import date, timedelta

from bonafides.kernel.feel.ast import Comparator, Operator
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NOTHING, NotRelationalError
from bonafides.kernel.relational.form import BOOLEAN, DATE, DAYS, NUMBER, TEXT, Constant, Expr, Kind, Op, Type

_SIGNS = {Operator.PLUS: 1, Operator.MINUS: -1}
_LARGEST_SCALE = 12


def arithmetic(operator: Operator, left: Expr, right: Expr) -> Expr:
    """`left operator right`. Raises NotRelationalError for what engines do not do alike."""
    if any(isinstance(one, Constant) and one.value is None for one in (left, right)):
        return NOTHING
    kinds = (left.type.kind, right.type.kind)
    if kinds == (Kind.NUMBER, Kind.NUMBER):
        return _numbers(operator, left, right)
    if kinds == (Kind.TEXT, Kind.TEXT) and operator is Operator.PLUS:
        return build.apply(Op.JOIN, TEXT, left, right)
    if kinds == (Kind.DATE, Kind.DATE) and operator is Operator.MINUS:
        return _between(right, left)
    if operator in _SIGNS:
        if kinds[0] is Kind.DATE and kinds[1] in (Kind.DAYS, Kind.MONTHS):
            return _moved(left, right if operator is Operator.PLUS else negated(right))
        if kinds[1] is Kind.DATE and kinds[0] in (Kind.DAYS, Kind.MONTHS) and operator is Operator.PLUS:
            return _moved(right, left)
        if kinds[0] is kinds[1] and kinds[0] in (Kind.DAYS, Kind.MONTHS):
            return _folded(operator, left, right, left.type)
    if operator is Operator.TIMES:
        for duration, times in ((left, right), (right, left)):
            if duration.type.kind in (Kind.DAYS, Kind.MONTHS) and times.type == NUMBER:
                return _folded(operator, duration, times, duration.type)
    words = f"{kinds[0].value} {operator.value} {kinds[1].value}"
    mend = "; compare the quotient instead, as in `a / b > 0.3`" if operator is Operator.DIVIDE else ""
    raise NotRelationalError(f"the arithmetic {words}{mend}")


def negated(expr: Expr) -> Expr:
    """`-expr`."""
    if isinstance(expr, Constant):
        return expr if expr.value is None else Constant(-int(str(expr.value)), expr.type)
    if expr.type.kind not in (Kind.NUMBER, Kind.DAYS, Kind.MONTHS):
        raise NotRelationalError(f"the negative of a {expr.type.kind.value}")
    return build.apply(Op.NEGATE, expr.type, expr)


def _numbers(operator: Operator, left: Expr, right: Expr) -> Expr:
    if operator is Operator.TIMES:
        scale = left.type.scale + right.type.scale
        if scale > _LARGEST_SCALE:
            raise NotRelationalError(f"a product with {scale} digits behind the point")
        return _folded(operator, left, right, Type(Kind.NUMBER, scale))
    if operator not in _SIGNS:
        mend = "; compare the quotient instead, as in `a / b > 0.3`" if operator is Operator.DIVIDE else ""
        raise NotRelationalError(f"`{operator.value}`, which may have to be rounded{mend}")
    left, right = build.aligned(left, right)
    return _folded(operator, left, right, left.type)


def _folded(operator: Operator, left: Expr, right: Expr, of: Type) -> Expr:
    if isinstance(left, Constant) and isinstance(right, Constant):
        a, b = int(str(left.value)), int(str(right.value))
        value = a * b if operator is Operator.TIMES else a + _SIGNS[operator] * b
        if abs(value) > build.LARGEST:
            raise NotRelationalError(f"{a} {operator.value} {b}: more than 63 bits hold")
        return Constant(value, of)
    ops = {Operator.PLUS: Op.ADD, Operator.MINUS: Op.SUBTRACT, Operator.TIMES: Op.MULTIPLY}
    return build.apply(ops[operator], of, left, right)


def _between(start: Expr, end: Expr) -> Expr:
    if isinstance(start, Constant) and isinstance(end, Constant):
        return Constant((_day(end) - _day(start)).days, DAYS)
    return build.apply(Op.DAYS_BETWEEN, DAYS, start, end)


def _moved(start: Expr, by: Expr) -> Expr:
    months = by.type.kind is Kind.MONTHS
    if months and not isinstance(by, Constant):
        raise NotRelationalError("a date moved by months that differ from row to row")
    if not months and isinstance(start, Constant) and isinstance(by, Constant):
        return build.day(_day(start) + timedelta(days=int(str(by.value))))
    return build.apply(Op.PLUS_MONTHS if months else Op.PLUS_DAYS, DATE, start, by)


def _day(expr: Constant) -> date:
    if not isinstance(expr.value, date):
        raise NotRelationalError("arithmetic with an empty date")
    return expr.value


def quotient_compared(operator: Comparator, dividend: Expr, divisor: Expr, bound: Expr, *, mirrored: bool) -> Expr:
    """`dividend / divisor operator bound` as products; null where FEEL has null, also for a divisor of 0."""
    if any(one.type.kind is not Kind.NUMBER for one in (dividend, divisor, bound)):
        raise NotRelationalError("a quotient of other than numbers")
    zero = Constant(0, NUMBER)
    product = arithmetic(Operator.TIMES, bound, divisor)
    absent = build.disjunction([build.same(divisor, zero), build.is_null(dividend), build.is_null(divisor)])
    nothing = Constant(None, BOOLEAN)
    if operator in (Comparator.EQUAL, Comparator.UNEQUAL):
        # A quotient that is null equals no number; a bound that is null equals a null quotient.
        alike = build.case(
            [(absent, build.is_null(bound)), (build.is_null(bound), build.FALSE)], build.same(dividend, product)
        )
        return alike if operator is Comparator.EQUAL else build.negation(alike)
    less = operator in (Comparator.LESS, Comparator.LESS_OR_EQUAL)
    or_equal = operator in (Comparator.LESS_OR_EQUAL, Comparator.MORE_OR_EQUAL)
    if mirrored:
        less = not less
    up = build.less(dividend, product, or_equal=or_equal)
    down = build.less(product, dividend, or_equal=or_equal)
    positive = build.less(zero, divisor)
    return build.case([(absent, nothing), (build.truth(positive), up if less else down)], down if less else up)
