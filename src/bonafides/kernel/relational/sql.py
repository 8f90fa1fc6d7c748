"""A program as the SQL text of an engine. The text names no path and no clock: the same law and day give the same text.

The tables that it reads: `entities` (entity_id and the columns of the entity), and one for each kind of record, under the
kind's name (entity_id, record_id, event_date, valid_from, valid_to, replaced_on, and the facts).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from sqlglot import exp

from bonafides.kernel.relational import build, dialect
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.expressions import constant, name, tree
from bonafides.kernel.relational.form import DATE, Apply, Column, Constant, Expr, Kind, Measure, Op, Program, Source

ENTITY, RECORD, ENTITIES = "entity_id", "record_id", "entities"


def sql_text(program: Program, engine: Engine) -> str:
    """The query: a row for each business, `entity_id` and the program's outputs."""
    return query(program, engine).sql(dialect=engine.value, pretty=True, identify=True) + "\n"


def sql_digest(text: str) -> str:
    """SHA-256 of a text (hex)."""
    return hashlib.sha256(text.encode()).hexdigest()


def query(program: Program, engine: Engine) -> exp.Select:
    """The tree of the query."""
    tables: list[tuple[str, exp.Select]] = []
    for number, source in enumerate(program.sources, 1):
        tables.append((f"from_{number}", _aggregated(source, engine)))
    tables.append(("base", _base(program)))
    before = "base"
    for number, stage in enumerate(program.stages, 1):
        computed = [_named(tree(expr, engine), word) for word, expr in stage.columns]
        # `*`: columns that nothing reads later are dropped by every engine's planner.
        tables.append((f"stage_{number}", exp.select(exp.Star(), *computed).from_(name(before).name)))
        before = f"stage_{number}"
    last = exp.select(_column(ENTITY), *(_column(one.name) for one in program.outputs)).from_(before)
    for word, select in tables:
        last = last.with_(word, as_=select)
    return last


def _named(expression: exp.Expression, word: str) -> exp.Expression:
    return exp.Alias(this=expression, alias=name(word))


def _column(word: str, table: str = "") -> exp.Expression:
    return exp.Column(this=name(word), table=name(table)) if table else exp.Column(this=name(word))


def _table(word: str) -> exp.Table:
    return exp.Table(this=name(word))


def _base(program: Program) -> exp.Select:
    """Every business with its attributes and measures; where no record counts, what the pack says of that."""
    picked: list[exp.Expression] = [_column(ENTITY, ENTITIES)]
    picked += [_column(one.name, ENTITIES) for one in program.entity]
    for number, source in enumerate(program.sources, 1):
        for one in source.measures:
            found = _column(one.name, f"from_{number}")
            if one.otherwise.value is not None:
                found = exp.Coalesce(this=found, expressions=[constant(one.otherwise)])
            picked.append(_named(found, one.name))
    select = exp.select(*picked).from_(_table(ENTITIES))
    for number in range(1, len(program.sources) + 1):
        on = exp.EQ(this=_column(ENTITY, f"from_{number}"), expression=_column(ENTITY, ENTITIES))
        select = select.join(_table(f"from_{number}"), on=on, join_type="left")
    return select


def _aggregated(source: Source, engine: Engine) -> exp.Select:
    """The measures of the businesses that have such records."""
    shared = _shared(source)
    own = [replace(one, where=build.conjunction([part for part in _parts(one.where) if part not in shared]))
           for one in source.measures]  # fmt: skip
    picked = [_column(ENTITY), *(_named(_measure(one, source, engine), one.name) for one in own)]
    relation: exp.Expression = _table(source.kinds[0])
    if len(source.kinds) > 1:
        columns = [ENTITY, RECORD, *(one.name for one in source.columns)]
        parts = [exp.select(*(_column(one) for one in columns)).from_(_table(kind)) for kind in source.kinds]
        union: exp.Expression = parts[0]
        for part in parts[1:]:
            union = exp.Union(this=union, expression=part, distinct=False)
        relation = exp.Subquery(this=union, alias=exp.TableAlias(this=name("records")))
    return exp.select(*picked).from_(relation).where(*_common(source, shared, engine)).group_by(_column(ENTITY))


def _parts(where: Expr) -> tuple[Expr, ...]:
    return where.args if isinstance(where, Apply) and where.op is Op.AND else (where,)


def _shared(source: Source) -> tuple[Expr, ...]:
    """The conditions that every measure of a source has: asked once, of every record."""
    first, *others = (_parts(one.where) for one in source.measures)
    return tuple(part for part in first if all(part in other for other in others))


def _common(source: Source, shared: tuple[Expr, ...], engine: Engine) -> list[exp.Expression]:
    """What holds of every record that counts for any measure: it spares the engine most of them."""
    begun = build.less(Column("valid_from", DATE, nullable=False), source.begun_by, or_equal=True)
    found = [tree(begun, engine), *(tree(build.truth(one), engine) for one in shared)]
    dates = {one.on for one in source.measures}
    starts = {one.since for one in source.measures}
    known = [one.value for one in starts if isinstance(one, Constant) and isinstance(one.value, date)]
    if len(dates) == 1 and len(starts) > 1 and len(known) == len(starts):
        since = build.less(build.day(min(known)), dates.pop(), or_equal=True)
        found.append(tree(since, engine))
    return found


def _measure(one: Measure, source: Source, engine: Engine) -> exp.Expression:
    where = tree(build.truth(one.where), engine)
    always = one.where == build.TRUE

    def counting(aggregate: Any) -> Any:
        return aggregate if always else exp.Filter(this=aggregate, expression=exp.Where(this=where))

    if one.measure in ("count", "exists"):
        count = dialect.big(counting(exp.Count(this=exp.Star())))
        return count if one.measure == "count" else exp.GT(this=count, expression=exp.Literal.number(0))
    if one.measure == "days_since":
        last = counting(exp.Max(this=tree(one.on, engine)))
        # A day of each row's own is the same in all its records: any of them tells it.
        day = tree(source.begun_by, engine)
        until = day if isinstance(source.begun_by, Constant) else exp.Max(this=day)
        return dialect.days_between(engine, last, until)
    assert one.value is not None  # noqa: S101 - the other measures are of a fact
    value = tree(one.value, engine)
    if one.measure == "latest":
        stated = exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))
        both = stated if always else exp.And(this=where, expression=stated)
        return dialect.latest(engine, value, tree(one.on, engine), _column(RECORD), both)
    if one.measure == "mean":
        return dialect.mean(
            engine, counting(exp.Sum(this=value)), counting(exp.Count(this=value.copy())), one.type.scale
        )
    function = {"sum": exp.Sum, "min": exp.Min, "max": exp.Max}[one.measure]
    found = counting(function(this=value))
    return dialect.big(found) if one.type.kind is Kind.NUMBER else found
