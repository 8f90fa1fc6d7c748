"""Expressions of the relational form, made with their types, their scales and what is known of their nulls."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bonafides.kernel.relational.form import (
    BOOLEAN,
    DATE,
    NULL,
    TEXT,
    Apply,
    Column,
    Constant,
    Expr,
    Kind,
    Op,
    Type,
)

TRUE, FALSE = Constant(True, BOOLEAN), Constant(False, BOOLEAN)
NOTHING = Constant(None, NULL)
UNKNOWN = Constant(None, BOOLEAN)
LARGEST = 2**63 - 1


class NotRelationalError(ValueError):
    """What cannot be said alike in every engine. The single-case evaluator still serves it."""


def number(value: Decimal | int) -> Constant:
    """A number as a constant of the smallest scale that holds it. Raises NotRelationalError where 63 bits do not."""
    exact = Decimal(value).normalize()
    scale = max(0, -int(exact.as_tuple().exponent))
    whole = int(exact.scaleb(scale))
    if abs(whole) > LARGEST:
        raise NotRelationalError(f"the number {value}: more digits than 63 bits hold")
    return Constant(whole, Type(Kind.NUMBER, scale))


def text(value: str) -> Constant:
    return Constant(value, TEXT)


def day(value: date) -> Constant:
    return Constant(value, DATE)


def apply(op: Op, of: Type, *args: Expr, nullable: bool | None = None) -> Apply:
    """An operation that is null where one of its arguments is, unless said otherwise."""
    return Apply(op, args, of, any(one.nullable for one in args) if nullable is None else nullable)


def rescale(expr: Expr, scale: int) -> Expr:
    """A number at a larger scale."""
    factor = 10 ** (scale - expr.type.scale)
    of = Type(expr.type.kind, scale)
    if factor == 1:
        return expr
    if isinstance(expr, Constant):
        value = None if expr.value is None else int(str(expr.value)) * factor
        if value is not None and abs(value) > LARGEST:
            raise NotRelationalError(f"the number {expr.value} at {scale} digits: more than 63 bits hold")
        return Constant(value, of)
    if factor > LARGEST:
        raise NotRelationalError(f"{scale} digits behind the point: more than 63 bits hold")
    return apply(Op.MULTIPLY, of, expr, Constant(factor, Type(Kind.NUMBER)))


def aligned(*exprs: Expr) -> tuple[Expr, ...]:
    """Numbers at one scale, that of the finest."""
    scale = max(one.type.scale for one in exprs)
    return tuple(rescale(one, scale) if one.type.kind is Kind.NUMBER else one for one in exprs)


def conjunction(parts: list[Expr]) -> Expr:
    """All of them (Kleene)."""
    if any(one == FALSE for one in parts):
        return FALSE
    kept = tuple(dict.fromkeys(one for one in parts if one != TRUE))
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else apply(Op.AND, BOOLEAN, *kept)


def disjunction(parts: list[Expr]) -> Expr:
    """One of them (Kleene)."""
    if any(one == TRUE for one in parts):
        return TRUE
    kept = tuple(dict.fromkeys(one for one in parts if one != FALSE))
    if not kept:
        return FALSE
    return kept[0] if len(kept) == 1 else apply(Op.OR, BOOLEAN, *kept)


def negation(expr: Expr) -> Expr:
    if isinstance(expr, Constant):
        return UNKNOWN if expr.value is None else (FALSE if expr.value else TRUE)
    return apply(Op.NOT, BOOLEAN, expr)


def is_null(expr: Expr) -> Expr:
    if not expr.nullable:
        return FALSE
    return TRUE if isinstance(expr, Constant) else apply(Op.IS_NULL, BOOLEAN, expr, nullable=False)


def same(left: Expr, right: Expr) -> Expr:
    """FEEL's `=`: null equals null alone. Raises NotRelationalError for values of two kinds."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Constant) and one.value is None:
            return is_null(other)
    _alike(left, right)
    left, right = aligned(left, right)
    if isinstance(left, Constant) and isinstance(right, Constant):
        return TRUE if left.value == right.value else FALSE
    if not left.nullable and not right.nullable:
        return apply(Op.EQUAL, BOOLEAN, left, right)
    return apply(Op.SAME, BOOLEAN, left, right, nullable=False)


def less(left: Expr, right: Expr, *, or_equal: bool = False) -> Expr:
    """FEEL's `<` and `<=`: null where one side is."""
    for one in (left, right):
        if isinstance(one, Constant) and one.value is None:
            return UNKNOWN
    _alike(left, right)
    if left.type.kind in (Kind.BOOLEAN, Kind.TEXTS):
        raise NotRelationalError(f"an order of two values of type {left.type.kind.value}")
    return apply(Op.LESS_OR_EQUAL if or_equal else Op.LESS, BOOLEAN, *aligned(left, right))


def _alike(left: Expr, right: Expr) -> None:
    if left.type.kind is not right.type.kind:
        raise NotRelationalError(f"a comparison of a {left.type.kind.value} with a {right.type.kind.value}")


def case(branches: list[tuple[Expr, Expr]], otherwise: Expr) -> Expr:
    """The value of the first condition that is true. The values must be of one kind."""
    branches = [(condition, value) for condition, value in branches if condition not in (FALSE, UNKNOWN)]
    for place, (condition, value) in enumerate(branches):
        if condition == TRUE:
            return case(branches[:place], value) if place else value
    if not branches:
        return otherwise
    values = [value for _, value in branches] + [otherwise]
    of = {one.type.kind for one in values} - {Kind.NULL}
    if len(of) > 1:
        raise NotRelationalError("results of several types: " + ", ".join(sorted(one.value for one in of)))
    if not of:
        return NOTHING
    kind = of.pop()
    scale = max(one.type.scale for one in values)
    fitted = [
        Constant(None, Type(kind, scale)) if one.type.kind is Kind.NULL
        else rescale(one, scale) if kind is Kind.NUMBER else one
        for one in values
    ]  # fmt: skip
    args = [each for (condition, _), value in zip(branches, fitted, strict=False) for each in (condition, value)]
    return Apply(Op.CASE, (*args, fitted[-1]), Type(kind, scale), any(one.nullable for one in fitted))


def truth(expr: Expr) -> Expr:
    """An expression that is true where this one is, and perhaps null instead of false: for conditions, where both are no.

    Plain equality is quicker than one that knows null, and lets an engine skip what cannot match.
    """
    if not isinstance(expr, Apply):
        return expr
    if expr.op in (Op.AND, Op.OR):
        return apply(expr.op, BOOLEAN, *(truth(one) for one in expr.args))
    if expr.op is Op.SAME and not all(one.nullable for one in expr.args):
        return apply(Op.EQUAL, BOOLEAN, *expr.args)
    return expr


def column(name: str, expr: Expr) -> Column:
    return Column(name, expr.type, expr.nullable)
