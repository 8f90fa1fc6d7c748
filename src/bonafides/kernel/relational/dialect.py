"""What the engines say differently. Everything else is one tree for all of them."""

from __future__ import annotations

from enum import Enum

from sqlglot import exp

from bonafides.kernel.relational.form import Kind, Type


class Engine(Enum):
    """The engines, by sqlglot's names of their dialects."""

    DUCKDB = "duckdb"
    POSTGRESQL = "postgres"
    SPARK = "spark"


_NAMES = {
    Kind.BOOLEAN: "BOOLEAN",
    Kind.NUMBER: "BIGINT",
    Kind.DAYS: "BIGINT",
    Kind.MONTHS: "BIGINT",
    Kind.TEXT: "TEXT",
    Kind.DATE: "DATE",
}


def data_type(of: Type) -> exp.DataType:
    """The column type of a type, before the engine's own name of it."""
    if of.kind is Kind.TEXTS:
        return exp.DataType.build("ARRAY<TEXT>")
    return exp.DataType.build(_NAMES[of.kind])


def cast(tree: exp.Expression, of: Type) -> exp.Expression:
    return exp.Cast(this=tree, to=data_type(of))


def big(tree: exp.Expression) -> exp.Expression:
    """Widened to 64 bits, whatever the engine's function gave."""
    return exp.Cast(this=tree, to=exp.DataType.build("BIGINT"))


def call(name: str, *args: exp.Expression) -> exp.Expression:
    """A function by the very name that the engine has for it."""
    return exp.Anonymous(this=name, expressions=list(args))


def plus_days(engine: Engine, start: exp.Expression, days: exp.Expression) -> exp.Expression:
    whole = exp.Cast(this=days, to=exp.DataType.build("INT"))
    if engine is Engine.SPARK:
        return call("DATE_ADD", start, whole)
    return exp.Paren(this=exp.Add(this=start, expression=whole))


def plus_months(engine: Engine, start: exp.Expression, months: int) -> exp.Expression:
    if engine is Engine.SPARK:
        return call("ADD_MONTHS", start, exp.Literal.number(months))
    span = exp.Interval(this=exp.Literal.string(str(months)), unit=exp.Var(this="MONTH"))
    return exp.Cast(this=exp.Add(this=start, expression=span), to=exp.DataType.build("DATE"))


def days_between(engine: Engine, start: exp.Expression, end: exp.Expression) -> exp.Expression:
    match engine:
        case Engine.DUCKDB:
            return big(call("DATE_DIFF", exp.Literal.string("day"), start, end))
        case Engine.POSTGRESQL:
            return big(exp.Paren(this=exp.Sub(this=end, expression=start)))
        case Engine.SPARK:
            return big(call("DATEDIFF", end, start))


def mean(engine: Engine, total: exp.Expression, count: exp.Expression, scale: int) -> exp.Expression:
    """A sum by a count as a whole number at a scale, cut off: no engine's decimals or floats decide anything."""
    scaled = exp.Paren(this=exp.Mul(this=total, expression=exp.Literal.number(10**scale)))
    none = exp.Nullif(this=count, expression=exp.Literal.number(0))
    if engine is Engine.POSTGRESQL:
        return big(call("DIV", scaled, none))
    return big(exp.Paren(this=exp.IntDiv(this=scaled, expression=none)))


def has_item(engine: Engine, listed: exp.Expression, item: exp.Expression) -> exp.Expression:
    match engine:
        case Engine.DUCKDB:
            return call("LIST_CONTAINS", listed, item)
        case Engine.POSTGRESQL:
            return exp.Paren(this=exp.EQ(this=item, expression=call("ANY", listed)))
        case Engine.SPARK:
            return call("ARRAY_CONTAINS", listed, item)


def items(engine: Engine, listed: exp.Expression) -> exp.Expression:
    names = {Engine.DUCKDB: "LEN", Engine.POSTGRESQL: "CARDINALITY", Engine.SPARK: "CARDINALITY"}
    return big(call(names[engine], listed))


def bit_count(engine: Engine, mask: exp.Expression) -> exp.Expression:
    if engine is Engine.POSTGRESQL:
        mask = exp.Cast(this=mask, to=exp.DataType.build("BIT(64)", dialect="postgres"))
    return big(call("BIT_COUNT", mask))


def starts_with(engine: Engine, text: exp.Expression, part: exp.Expression) -> exp.Expression:
    return call("STARTSWITH" if engine is Engine.SPARK else "STARTS_WITH", text, part)


def ends_with(engine: Engine, text: exp.Expression, part: exp.Expression) -> exp.Expression:
    if engine is Engine.POSTGRESQL:
        end = call("RIGHT", text, call("LENGTH", part))
        return exp.Paren(this=exp.EQ(this=end, expression=part))
    return call("ENDS_WITH" if engine is Engine.DUCKDB else "ENDSWITH", text, part)


def contains(engine: Engine, text: exp.Expression, part: exp.Expression) -> exp.Expression:
    if engine is Engine.POSTGRESQL:
        return exp.Paren(this=exp.GT(this=call("STRPOS", text, part), expression=exp.Literal.number(0)))
    return call("CONTAINS", text, part)


def ordered(engine: Engine, text: exp.Expression) -> exp.Expression:
    """A text as `<` compares it: by its characters' numbers, not by the customs of a language."""
    if engine is Engine.POSTGRESQL:
        return exp.Collate(this=text, expression=exp.Column(this=exp.Identifier(this="C", quoted=True)))
    return text


def latest(
    engine: Engine, value: exp.Expression, on: exp.Expression, number: exp.Expression, where: exp.Expression
) -> exp.Expression:
    """The value of the row with the greatest (date, number of the record): a key that no two rows share."""
    if engine is Engine.POSTGRESQL:
        order = [exp.Ordered(this=one, desc=True, nulls_first=False) for one in (on, number)]
        listed = exp.ArrayAgg(this=exp.Order(this=value, expressions=order))
        found = exp.Filter(this=listed, expression=exp.Where(this=where))
        return exp.Bracket(this=exp.Paren(this=found), expressions=[exp.Literal.number(1)], offset=1)
    epoch = exp.Cast(this=exp.Literal.string("1970-01-01"), to=exp.DataType.build("DATE"))
    days = days_between(engine, epoch, on)
    shifted = exp.Mul(this=exp.Paren(this=days), expression=exp.Literal.number(1 << 41))
    key = exp.Add(this=exp.Paren(this=shifted), expression=number)
    name = "ARG_MAX" if engine is Engine.DUCKDB else "MAX_BY"
    return exp.Filter(this=call(name, value, key), expression=exp.Where(this=where))
