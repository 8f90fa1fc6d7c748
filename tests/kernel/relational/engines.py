"""Rows through the engines: what a compiled program says of each, as values of FEEL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import duckdb
import psycopg
import pyarrow as pa

from bonafides.kernel.dmn.evaluate import decide_all
from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel import values as feel
from bonafides.kernel.feel.types import Type as FeelType
from bonafides.kernel.relational.decode import Told, read
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.form import Column, Kind
from bonafides.kernel.relational.program import Compiled, compile_decisions
from bonafides.kernel.relational.sql import sql_text
from bonafides.kernel.relational.values import Value, relational

ARROW = {Kind.NUMBER: pa.int64(), Kind.TEXT: pa.string(), Kind.DATE: pa.date32(), Kind.BOOLEAN: pa.bool_(),
         Kind.TEXTS: pa.list_(pa.string()), Kind.DAYS: pa.int64(), Kind.MONTHS: pa.int64()}  # fmt: skip


def base_of(types: Mapping[str, FeelType]) -> dict[str, Value]:
    """A column for each input."""
    return {name: Column(name, relational(of)) for name, of in types.items()}


def compiled(model: Definitions, wanted: Sequence[str]) -> Compiled:
    """The decisions over a column for each input of the model."""
    return compile_decisions(model, wanted, base_of({one.name: one.variable.type for one in model.inputs}), ())


def stored(value: feel.Value) -> Any:
    """A value of FEEL as a column holds it."""
    match value:
        case feel.YearsMonths():
            return value.months
        case timedelta():
            return value.days
        case Decimal():
            assert value == int(value)
            return int(value)
        case tuple():
            return list(value)
        case _:
            return value


def table(compiled_: Compiled, rows: Sequence[Mapping[str, feel.Value]]) -> pa.Table:
    """The table `entities` of these rows, numbered from 0."""
    columns = {one.name: pa.array([stored(row.get(one.name)) for row in rows], ARROW[one.type.kind])
               for one in compiled_.program.entity}  # fmt: skip
    return pa.table({"entity_id": pa.array(range(len(rows)), pa.int64()), **columns})


def in_duckdb(compiled_: Compiled, rows: Sequence[Mapping[str, feel.Value]]) -> list[dict[str, Told]]:
    """What DuckDB says of each row, by decision."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 1")
        connection.register("entities", table(compiled_, rows))
        text = sql_text(compiled_.program, Engine.DUCKDB)
        found = connection.sql(f"SELECT * FROM ({text}) ORDER BY entity_id").to_arrow_table().to_pylist()
    return [{one.decision: read(one, row) for one in compiled_.outcomes} for row in found]


POSTGRESQL_TYPES = {Kind.NUMBER: "bigint", Kind.TEXT: "text", Kind.DATE: "date", Kind.BOOLEAN: "boolean",
                    Kind.TEXTS: "text[]", Kind.DAYS: "bigint", Kind.MONTHS: "bigint"}  # fmt: skip


def in_postgresql(
    cursor: psycopg.Cursor[Any], compiled_: Compiled, rows: Sequence[Mapping[str, feel.Value]]
) -> list[dict[str, Told]]:
    """What PostgreSQL says of each row, by decision."""
    entity = compiled_.program.entity
    spec = ", ".join(f'"{one.name}" {POSTGRESQL_TYPES[one.type.kind]}' for one in entity)
    cursor.execute(f"CREATE TEMPORARY TABLE entities (entity_id bigint{', ' if spec else ''}{spec}) ON COMMIT DROP")
    for number, row in enumerate(rows):
        values = [number, *(stored(row.get(one.name)) for one in entity)]
        marks = "".join(f", %s::{POSTGRESQL_TYPES[one.type.kind]}" for one in entity)
        cursor.execute(f"INSERT INTO entities VALUES (%s{marks})", values)
    text = sql_text(compiled_.program, Engine.POSTGRESQL)
    cursor.execute(f"SELECT * FROM ({text}) AS told ORDER BY entity_id")
    names = [one.name for one in cursor.description or ()]
    found = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    cursor.execute("DROP TABLE entities")
    return [{one.decision: read(one, row) for one in compiled_.outcomes} for row in found]


def by_reference(model: Definitions, wanted: str, rows: Sequence[Mapping[str, feel.Value]]) -> list[Told]:
    """What the reference evaluator says of each row."""
    found = [decide_all(model, row, (wanted,))[wanted] for row in rows]
    return [Told(one.value, tuple(rule.number for rule in one.matched), bool(one.violations)) for one in found]
