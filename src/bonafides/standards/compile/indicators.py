"""Indicators of a pack as measures over its records, for one day or for days of each row's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from bonafides.kernel.feel.ast import Expression
from bonafides.kernel.feel.parse import parse_expression
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import Type as FeelType
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.kernel.relational.form import (
    DATE,
    NUMBER,
    Column,
    Constant,
    Expr,
    Kind,
    Measure,
    Source,
    Type,
    columns,
)
from bonafides.kernel.relational.lower import Names, expression
from bonafides.kernel.relational.values import Value, relational, scalar
from bonafides.packs.indicator import MEAN_DIGITS, Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.scope import indicator_type, record_scope
from bonafides.standards.compile.asked_day import AskedDay, OneDay

REPLACED = Column("replaced_on", DATE)


def sources(pack: Pack, as_of: date | AskedDay, wanted: Iterable[str]) -> tuple[Source, ...]:
    """What must be read for the indicators `wanted`, one source for each set of kinds, in the order of the pack.

    Raises NotRelationalError for a `where` that cannot be said in every engine, NoValueError for a parameter that is empty.
    """
    names, day = set(wanted), OneDay(pack, as_of) if isinstance(as_of, date) else as_of
    groups: dict[tuple[str, ...], list[Measure]] = {}
    for one in pack.indicators.values():
        if one.indicator in names:
            groups.setdefault(one.kinds, []).append(measure(pack, one, day))
    return tuple(Source(kinds, _columns(measures), day.today, tuple(measures)) for kinds, measures in groups.items())


def measure(pack: Pack, one: Indicator, day: AskedDay) -> Measure:
    """An indicator on a day."""
    kinds = tuple(pack.catalogue[kind] for kind in one.kinds)
    scope = record_scope(pack, kinds)
    record: dict[str, Value] = {name: record_column(name, of) for name, of in scope.items()}
    on = record[one.on]
    assert isinstance(on, Column)  # noqa: S101 - the pack's check: a date of the records
    today = day.today
    since = day.since(one.window) if one.window else None
    parts: list[Expr] = []
    if since is not None:
        parts.append(build.less(since, on, or_equal=True))
    parts.append(build.less(on, today, or_equal=True))
    if any(kind.nature == "state" for kind in kinds):
        parts.append(_none_or_after(REPLACED, today))
    if one.holding:
        parts.append(_none_or_after(Column("valid_to", DATE), today))
    which: Expr = build.TRUE
    if one.where is not None:
        names = Names(record | day.parameters() | {"as_of": today})
        try:
            which = scalar(expression(parsed(one.where, tuple(scope.items())), names))
        except NotRelationalError as error:
            raise NotRelationalError(f"indicators.yaml: indicator `{one.indicator}`: where: {error}") from error
    of = relational(indicator_type(pack, one))
    if one.measure == "mean":
        of = Type(of.kind, MEAN_DIGITS)
    value = record[one.of] if one.of is not None else None
    assert value is None or isinstance(value, Column)  # noqa: S101 - the pack's check: a fact
    where = build.conjunction([*parts, which])
    return Measure(one.indicator, one.measure, where, on, value, _otherwise(one, of), of, since, which)


@lru_cache(maxsize=1000)
def parsed(text: str, scope: tuple[tuple[str, FeelType], ...]) -> Expression:
    """The tree of a `where`."""
    return parse_expression(text, Scope(dict(scope)))


def record_column(name: str, of: FeelType) -> Column:
    """A column of a kind's table. Only the days on which a record happened and began are always there."""
    return Column(name, relational(of), nullable=name not in ("event_date", "valid_from", "agency"))


def _none_or_after(column: Column, day: Expr) -> Expr:
    return build.disjunction([build.is_null(column), build.less(day, column)])


def _otherwise(one: Indicator, of: Type) -> Constant:
    if one.measure == "count":
        return Constant(0, NUMBER)
    if one.measure == "exists":
        return build.FALSE
    value = one.when_none
    if isinstance(value, int | str) and not isinstance(value, bool) and of.kind is Kind.NUMBER:
        value = int(value) * 10**of.scale
    return Constant(value, of)


def _columns(measures: Iterable[Measure]) -> tuple[Column, ...]:
    """Every column of the records that a measure reads."""
    read: dict[str, Column] = {"valid_from": Column("valid_from", DATE, nullable=False)}
    for one in measures:
        for column in (*columns(one.where), one.on, *([one.value] if one.value is not None else [])):
            read.setdefault(column.name, column)
    return tuple(read.values())
