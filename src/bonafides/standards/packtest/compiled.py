"""A case by the compiled SQL: its facts as the tables of a snapshot, in a database in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.values import Value
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.kernel.relational.decode import Told, read
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.form import TEXT, Column, Kind
from bonafides.kernel.relational.program import Compiled, compile_decisions
from bonafides.kernel.relational.sql import ENTITIES, sql_text
from bonafides.kernel.relational.values import Value as Expressed
from bonafides.kernel.relational.values import relational
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.packs.scope import OF_A_RUN, OF_AN_ENTITY
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.compile.asked_day import parameters_on
from bonafides.standards.compile.indicators import sources
from bonafides.standards.engines.duckdb import tables_of
from bonafides.standards.packtest.facts import Facts
from bonafides.standards.packtest.inputs import Inputs
from bonafides.standards.snapshot.layout import arrow_schema
from bonafides.standards.snapshot.needs import ENTITY, needs_of

OWN = 1
"""The number of the business that the case is about."""


def decided(pack: Pack, model: Definitions, decision: str, as_of: date, inputs: Inputs, facts: Facts) -> Told:
    """What the compiled SQL says. Raises NotRelationalError for what the reference evaluator alone can say."""
    compiled, given = _compiled(pack, model, decision, as_of, inputs)
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET enable_progress_bar = false; SET threads = 1")
        for name in tables_of(compiled.program):
            table = _entities(given, inputs, facts) if name == ENTITIES else _records(pack, name, facts)
            connection.register(name, table)
        text = sql_text(compiled.program, Engine.DUCKDB)
        found: pa.Table = connection.sql(f"SELECT * FROM ({text}) WHERE entity_id = {OWN}").to_arrow_table()
    (row,) = found.to_pylist()
    return read(compiled.outcomes[0], row)


def _compiled(
    pack: Pack, model: Definitions, decision: str, as_of: date, inputs: Inputs
) -> tuple[Compiled, tuple[Column, ...]]:
    """The program, and the columns of `entities` that hold what the case gives."""
    wanted = inputs_of(model, decision)
    base: dict[str, Expressed] = {name: Column(name, TEXT, nullable=False) for name in OF_AN_ENTITY}
    base |= {name: build.day(as_of) for name in OF_A_RUN} | parameters_on(pack, as_of)
    given = [name for name in wanted if name not in base and name not in inputs.measured]
    if empty := [name for name in given if name in pack.parameters]:
        raise NotRelationalError(f"parameter `{empty[0]}`, which has no value in force on {as_of}")
    columns = tuple(Column(name, relational(inputs.types[name])) for name in given)
    base |= {one.name: one for one in columns}
    measured = sources(pack, as_of, inputs.measured & set(wanted))
    base |= {one.name: one.result for source in measured for one in source.measures}
    return compile_decisions(model, (decision,), base, measured), columns


def _entities(given: tuple[Column, ...], inputs: Inputs, facts: Facts) -> pa.Table:
    attributes = {name: inputs.values.get(name) for name in OF_AN_ENTITY}
    rows = [
        {"entity_id": number, **attributes, "code": code}
        | {one.name: _stored(inputs.values.get(one.name), one) if number == OWN else None for one in given}
        for number, code in _numbered(facts)
    ]
    return pa.Table.from_pylist(rows, schema=arrow_schema((*ENTITY, *given)))


def _records(pack: Pack, kind: str, facts: Facts) -> pa.Table:
    columns = needs_of([pack]).kinds[kind]
    rows = []
    for number, code in _numbered(facts):
        own = [one for one in facts.by_code[code] if one.kind == kind]
        for one in own:
            fixed: dict[str, Value] = {
                "event_date": one.event_date, "valid_from": one.valid_from, "valid_to": one.valid_to,
                "agency": one.agency, "replaced_on": _replaced(pack, one, own),
            }  # fmt: skip
            values = {**one.facts, **fixed}
            row = {each.name: _stored(values.get(each.name), each) for each in columns}
            rows.append(row | {"entity_id": number, "record_id": one.id})
    return pa.Table.from_pylist(rows, schema=arrow_schema(columns))


def _replaced(pack: Pack, record: CaseRecord, own: Iterable[CaseRecord]) -> date | None:
    """Of a state, the day on which the next one of its source begins."""
    if pack.catalogue[record.kind].nature != "state":
        return None
    later = sorted(
        (one.valid_from, one.known_from, one.id) for one in own
        if one.agency == record.agency
        and (one.valid_from, one.known_from, one.id) > (record.valid_from, record.known_from, record.id)
    )  # fmt: skip
    return later[0][0] if later else None


def _numbered(facts: Facts) -> Iterable[tuple[int, str]]:
    return enumerate([facts.own, *(code for code in facts.by_code if code != facts.own)], start=OWN)


def _stored(value: Value, column: Column) -> object:
    if isinstance(value, Decimal):
        return int(value.scaleb(column.type.scale))
    return list(value) if column.type.kind is Kind.TEXTS and isinstance(value, tuple) else value
