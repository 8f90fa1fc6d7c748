"""Expressions of the relational form as sqlglot trees for one engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlglot import exp

from bonafides.kernel.relational import dialect
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.form import Apply, Column, Constant, Expr, Kind, Op

_BINARY: dict[Op, type[exp.Binary]] = {
    Op.EQUAL: exp.EQ,
    Op.SAME: exp.NullSafeEQ,
    Op.ADD: exp.Add,
    Op.SUBTRACT: exp.Sub,
    Op.MULTIPLY: exp.Mul,
    Op.BITS: exp.BitwiseAnd,
    Op.AND: exp.And,
    Op.OR: exp.Or,
}
_ORDER: dict[Op, type[exp.Binary]] = {Op.LESS: exp.LT, Op.LESS_OR_EQUAL: exp.LTE}
_NAMED = {
    Op.LEAST: "LEAST",
    Op.GREATEST: "GREATEST",
    Op.LENGTH: "LENGTH",
    Op.SUBSTRING: "SUBSTRING",
    Op.ABSOLUTE: "ABS",
}


def name(word: str) -> exp.Identifier:
    return exp.to_identifier(word, quoted=True)


def tree(expr: Expr, engine: Engine) -> exp.Expression:
    """The tree of an expression; its columns are those of the row in scope."""
    match expr:
        case Column():
            return exp.Column(this=name(expr.name))
        case Constant():
            return constant(expr)
        case Apply():
            return _apply(expr, engine)


def constant(expr: Constant) -> exp.Expression:
    """A literal; null with its type, so that no engine has to guess."""
    match expr.value:
        case None:
            return exp.Null() if expr.type.kind is Kind.NULL else dialect.cast(exp.Null(), expr.type)
        case bool():
            return exp.Boolean(this=expr.value)
        case int():
            literal = exp.Literal.number(abs(expr.value))
            return exp.Paren(this=exp.Neg(this=literal)) if expr.value < 0 else literal
        case str():
            return exp.Literal.string(expr.value)
        case date():
            return dialect.cast(exp.Literal.string(expr.value.isoformat()), expr.type)
        case _:
            return exp.Array(expressions=[exp.Literal.string(one) for one in expr.value])


def _apply(expr: Apply, engine: Engine) -> exp.Expression:
    args = [tree(one, engine) for one in expr.args]
    op = expr.op
    if op in _BINARY:
        joined: Any = args[0]
        for one in args[1:]:
            joined = _BINARY[op](this=joined, expression=one)
        return exp.Paren(this=joined)
    if op in _ORDER:
        if expr.args[0].type.kind is Kind.TEXT:
            args = [dialect.ordered(engine, one) for one in args]
        return exp.Paren(this=_ORDER[op](this=args[0], expression=args[1]))
    if op in (Op.LEAST, Op.GREATEST) and expr.nullable:
        # The engines' own pass over nulls.
        known = exp.and_(*(exp.Not(this=exp.Is(this=one.copy(), expression=exp.Null())) for one in args))
        return exp.Case(ifs=[exp.If(this=known, true=dialect.call(_NAMED[op], *args))])
    if op in _NAMED:
        return dialect.call(_NAMED[op], *args)
    match op:
        case Op.NOT:
            return exp.Paren(this=exp.Not(this=args[0]))
        case Op.IS_NULL:
            return exp.Paren(this=exp.Is(this=args[0], expression=exp.Null()))
        case Op.CASE:
            pairs = zip(args[0:-1:2], args[1:-1:2], strict=True)
            # A literal is 32 bits to an engine; one branch of 64 makes them all so.
            whole = expr.type.kind in (Kind.NUMBER, Kind.DAYS, Kind.MONTHS) and isinstance(expr.args[-1], Constant)
            default = dialect.big(args[-1]) if whole else args[-1]
            return exp.Case(ifs=[exp.If(this=condition, true=value) for condition, value in pairs], default=default)
        case Op.NEGATE:
            return exp.Paren(this=exp.Neg(this=args[0]))
        case Op.JOIN:
            return exp.Paren(this=exp.DPipe(this=args[0], expression=args[1], safe=True))
        case Op.YEAR | Op.MONTH | Op.DAY:
            return dialect.big(exp.Extract(this=exp.Var(this=op.value.upper()), expression=args[0]))
        case _:
            return _dated_or_listed(expr, args, engine)


def _dated_or_listed(expr: Apply, args: list[exp.Expression], engine: Engine) -> exp.Expression:
    match expr.op:
        case Op.PLUS_DAYS:
            return dialect.plus_days(engine, args[0], args[1])
        case Op.PLUS_MONTHS:
            months = expr.args[1]
            assert isinstance(months, Constant)  # noqa: S101 - arithmetic.py makes no other
            return dialect.plus_months(engine, args[0], int(str(months.value)))
        case Op.DAYS_BETWEEN:
            return dialect.days_between(engine, args[0], args[1])
        case Op.HAS_ITEM:
            return dialect.has_item(engine, args[0], args[1])
        case Op.ITEMS:
            return dialect.items(engine, args[0])
        case Op.BIT_COUNT:
            return dialect.bit_count(engine, args[0])
        case Op.STARTS_WITH:
            return dialect.starts_with(engine, args[0], args[1])
        case Op.ENDS_WITH:
            return dialect.ends_with(engine, args[0], args[1])
        case Op.CONTAINS:
            return dialect.contains(engine, args[0], args[1])
        case _:
            raise NotImplementedError(expr.op)
