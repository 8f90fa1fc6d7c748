"""What a signal rests on: the records that its figures are made of, and the figures, of those for whom it is true."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import duckdb

from bonafides.kernel.feel.values import Value
from bonafides.kernel.relational import build
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.expressions import name, tree
from bonafides.kernel.relational.form import DATE, Column, Kind, Measure, Program, Source
from bonafides.kernel.relational.sql import sql_text

MOST = 50
"""Records that a signal names, the newest first."""
WHOLE = ("count", "exists", "sum", "mean")
"""Measures that are made of every record that counts; the others are that of one."""


def records_of(connection: duckdb.DuckDBPyConnection, program: Program, chosen: Iterable[int]) -> dict[int, list[int]]:
    """Business → the numbers of the records that a program's figures of it are made of, the newest first."""
    ids = sorted(chosen)
    connection.execute("CREATE OR REPLACE TEMP TABLE chosen AS SELECT unnest(?::BIGINT[]) AS entity_id", [ids])
    parts = [
        _counted(source, one, kind) for source in program.sources for one in source.measures for kind in source.kinds
    ]
    found: dict[int, list[int]] = {one: [] for one in ids}
    if parts:
        rows = connection.execute(f"SELECT DISTINCT * FROM ({' UNION ALL '.join(parts)}) ORDER BY 1, 2 DESC").fetchall()
        for entity, record in rows:
            if len(found[entity]) < MOST:
                found[entity].append(record)
    return found


def figures_of(
    connection: duckdb.DuckDBPyConnection, program: Program, chosen: Iterable[int]
) -> dict[int, dict[str, Value]]:
    """Business → the outputs of a program, as FEEL has them."""
    ids = sorted(chosen)
    connection.execute("CREATE OR REPLACE TEMP TABLE chosen AS SELECT unnest(?::BIGINT[]) AS entity_id", [ids])
    rows = connection.execute(
        f"SELECT * FROM ({sql_text(program, Engine.DUCKDB)}) WHERE entity_id IN (SELECT entity_id FROM chosen)"
    ).fetchall()
    return {
        row[0]: {one.name: value_of(one, cell) for one, cell in zip(program.outputs, row[1:], strict=True)}
        for row in rows
    }


def value_of(column: Column, cell: object) -> Value:
    """A cell as FEEL has it: a number at its scale."""
    if cell is None or isinstance(cell, bool | str | date):
        return cell
    if column.type.kind is Kind.NUMBER:
        return Decimal(int(str(cell))).scaleb(-column.type.scale)
    return str(cell)


def _counted(source: Source, one: Measure, kind: str) -> str:
    """DuckDB's SQL of (entity_id, record_id) that a measure counts of a kind."""
    begun = build.less(Column("valid_from", DATE, nullable=False), source.begun_by, or_equal=True)
    parts = [begun, build.truth(one.where)]
    where = " AND ".join(tree(part, Engine.DUCKDB).sql(dialect="duckdb", identify=True) for part in parts)
    if one.value is not None:
        where += f" AND {_quoted(one.value.name)} IS NOT NULL"
    select = f"SELECT entity_id, record_id FROM {_quoted(kind)} WHERE entity_id IN (SELECT entity_id FROM chosen) AND {where}"
    if one.measure in WHOLE:
        return f"({select})"
    order = (
        {"min": f"{_quoted(one.value.name)}", "max": f"{_quoted(one.value.name)} DESC"} if one.value is not None else {}
    )
    by = order.get(one.measure, f"{_quoted(one.on.name)} DESC")
    return f"({select} QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY {by}, record_id DESC) = 1)"


def _quoted(word: str) -> str:
    return str(name(word).sql(dialect="duckdb", identify=True))
