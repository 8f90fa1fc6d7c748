"""Indicators of a pack as measures over its records, for one day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from bonafides.kernel.feel.ast import Expression
from bonafides.kernel.feel.parse import parse_expression
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import Type as FeelType
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.kernel.relational.form import (
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Column,
    Constant,
    Expr,
    Measure,
    Source,
    Type,
    columns,
)
from bonafides.kernel.relational.lower import Names, expression
from bonafides.kernel.relational.values import Value, relational, scalar
from bonafides.packs.indicator import Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.scope import indicator_type, record_scope
from bonafides.standards.compile.windows import first_day, length_of

REPLACED = Column("replaced_on", DATE)


def sources(pack: Pack, as_of: date, wanted: Iterable[str]) -> tuple[Source, ...]:
    """What must be read for the indicators `wanted`, one source for each set of kinds, in the order of the pack.

    Raises NotRelationalError for a `where` that cannot be said in every engine, NoValueError for a parameter that is empty.
    """
    names = set(wanted)
    groups: dict[tuple[str, ...], list[Measure]] = {}
    for one in pack.indicators.values():
        if one.indicator in names:
            groups.setdefault(one.kinds, []).append(measure(pack, one, as_of))
    return tuple(
        Source(kinds, _columns(pack, kinds, measures), as_of, tuple(measures)) for kinds, measures in groups.items()
    )


def measure(pack: Pack, one: Indicator, as_of: date) -> Measure:
    """An indicator on a day."""
    kinds = tuple(pack.catalogue[kind] for kind in one.kinds)
    scope = record_scope(pack, kinds)
    record: dict[str, Value] = {name: record_column(name, of) for name, of in scope.items()}
    on = record[one.on]
    assert isinstance(on, Column)  # noqa: S101 - the pack's check: a date of the records
    today = build.day(as_of)
    since = first_day(one.window, length_of(one.window, pack, as_of), as_of) if one.window else None
    parts: list[Expr] = []
    if since is not None and since > date.min:
        parts.append(build.less(build.day(since), on, or_equal=True))
    parts.append(build.less(on, today, or_equal=True))
    if any(kind.nature == "state" for kind in kinds):
        parts.append(_none_or_after(REPLACED, today))
    if one.holding:
        parts.append(_none_or_after(Column("valid_to", DATE), today))
    which: Expr = build.TRUE
    if one.where is not None:
        names = Names(record | parameters(pack, as_of) | {"as_of": today})
        try:
            which = scalar(expression(parsed(one.where, tuple(scope.items())), names))
        except NotRelationalError as error:
            raise NotRelationalError(f"indicators.yaml: indicator `{one.indicator}`: where: {error}") from error
    of = relational(indicator_type(pack, one))
    value = record[one.of] if one.of is not None else None
    assert value is None or isinstance(value, Column)  # noqa: S101 - the pack's check: a fact
    where = build.conjunction([*parts, which])
    return Measure(one.indicator, one.measure, where, on, value, _otherwise(one, of), of, since, which)


@lru_cache(maxsize=1000)
def parsed(text: str, scope: tuple[tuple[str, FeelType], ...]) -> Expression:
    """The tree of a `where`."""
    return parse_expression(text, Scope(dict(scope)))


def parameters(pack: Pack, as_of: date) -> dict[str, Value]:
    """The parameters that have a value in force on a day, as constants."""
    found: dict[str, Value] = {}
    for name, one in pack.parameters.items():
        if (given := one.on(as_of)) is not None:
            value = exact(one.type, given.value)
            found[name] = build.number(value) if isinstance(value, Decimal) else _plain(value)
    return found


def record_column(name: str, of: FeelType) -> Column:
    """A column of a kind's table. Only the days on which a record happened and began are always there."""
    return Column(name, relational(of), nullable=name not in ("event_date", "valid_from", "agency"))


def _plain(value: bool | str | date | None) -> Constant:  # noqa: FBT001  # a value, not a switch
    of = BOOLEAN if isinstance(value, bool) else DATE if isinstance(value, date) else TEXT
    return Constant(value, of)


def _none_or_after(column: Column, day: Constant) -> Expr:
    return build.disjunction([build.is_null(column), build.less(day, column)])


def _otherwise(one: Indicator, of: Type) -> Constant:
    if one.measure == "count":
        return Constant(0, NUMBER)
    if one.measure == "exists":
        return build.FALSE
    value = one.when_none
    if isinstance(value, str) and of == NUMBER:
        value = int(value)
    return Constant(value, of)


def _columns(pack: Pack, kinds: tuple[str, ...], measures: Iterable[Measure]) -> tuple[Column, ...]:
    """Every column of the records that a measure reads."""
    read: dict[str, Column] = {"valid_from": Column("valid_from", DATE, nullable=False)}
    for one in measures:
        for column in (*columns(one.where), one.on, *([one.value] if one.value is not None else [])):
            read.setdefault(column.name, column)
    return tuple(read.values())
