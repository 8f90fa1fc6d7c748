"""A table of points says the same as numbers, as a DMN decision by the reference, and as SQL."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.watch.models import model, pack

from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.form import BOOLEAN, NUMBER, Column, Kind, Type
from bonafides.kernel.relational.program import compile_decisions
from bonafides.kernel.relational.sql import sql_text
from bonafides.packs.decisions import read_models
from bonafides.watch.dmn import dmn_text
from bonafides.watch.points import Part, Points, Step

NAMES = ("fines_1m", "mean_fine", "licensed")
POINTS = st.integers(-60, 60)


@st.composite
def tables(draw: st.DrawFn) -> Points:
    parts = []
    for name in NAMES:
        digits = {"mean_fine": 2}.get(name, 0)
        bounds = [Decimal(0)] if name == "licensed" else sorted(
            draw(st.sets(st.decimals(0, 30, places=digits), max_size=4))
        )  # fmt: skip
        steps = [Step(one, draw(POINTS)) for one in bounds]
        parts.append(Part(name, (*steps, Step(None, draw(POINTS)))))
    return Points(draw(POINTS), tuple(parts), 20)


ROWS = st.lists(
    st.tuples(
        st.none() | st.integers(0, 31), st.none() | st.decimals(0, 31, places=2), st.none() | st.booleans()
    ), min_size=1, max_size=12,
)  # fmt: skip


def decision(table: Points) -> Definitions:
    text = dmn_text(pack(), model(features=NAMES), table)
    found, faults = read_models({"standards/points.dmn": text.encode()})
    assert faults == []
    return found["points"]


@settings(max_examples=40, deadline=None)
@given(tables(), ROWS)
def test_numbers_reference_and_sql_agree(
    table: Points, rows: list[tuple[int | None, Decimal | None, bool | None]]
) -> None:
    figures = np.array([[np.nan if one is None else float(one) for one in row] for row in rows])
    expected = table.of(figures).tolist()
    model = decision(table)
    by_reference = []
    for count, mean, truth in rows:
        inputs = {"fines_1m": None if count is None else Decimal(count), "mean_fine": mean, "licensed": truth}
        by_reference.append(decide(model, "points", inputs).value)
    assert by_reference == expected
    columns = {
        "fines_1m": Column("fines_1m", NUMBER), "mean_fine": Column("mean_fine", Type(Kind.NUMBER, 2)),
        "licensed": Column("licensed", BOOLEAN),
    }  # fmt: skip
    compiled = compile_decisions(model, ("points",), columns, ())
    stored = pa.table(
        {
            "entity_id": pa.array(range(len(rows)), pa.int64()),
            "fines_1m": pa.array([row[0] for row in rows], pa.int64()),
            "mean_fine": pa.array([None if row[1] is None else int(row[1] * 100) for row in rows], pa.int64()),
            "licensed": pa.array([row[2] for row in rows], pa.bool_()),
        }
    )
    with duckdb.connect() as connection:
        connection.register("entities", stored)
        value = compiled.outcomes[0].value
        assert isinstance(value, Column)
        text = sql_text(compiled.program, Engine.DUCKDB)
        found = connection.sql(f'SELECT "{value.name}" FROM ({text}) ORDER BY entity_id').fetchall()
    assert [one[0] for one in found] == expected


def test_why_tells_every_point_the_weightiest_first() -> None:
    table = Points(7, (Part("a", (Step(Decimal(2), 3), Step(None, -9))), Part("b", (Step(None, 4),))), 20, (0.0, 0.1))
    row = np.array([5.0, np.nan])
    told = list(table.why(row))
    assert told == [("a", -9), ("b", 0)]
    assert 7 + sum(points for _, points in told) == table.of(row[None, :])[0] == -2
    assert table.parts[0].spread == 12
    assert table.probability(np.array([0, 10]))[1] > 0.5 == table.probability(np.array([0]))[0]
