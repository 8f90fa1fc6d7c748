"""What a model learns from: past records with their answer, and each business's figures as they stood the day before.

Nothing of the record's own day, or of a later one, has a part in the figures (tests/watch/test_examples.py alters the future
and finds them the same). What was corrected later counts as corrected: a snapshot holds what was known at its moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import numpy as np
import pyarrow as pa

from bonafides.kernel.relational import build
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.expressions import name, tree
from bonafides.kernel.relational.form import Expr, Program, Source
from bonafides.kernel.relational.lower import Names, expression
from bonafides.kernel.relational.sql import sql_text
from bonafides.kernel.relational.values import Value, scalar
from bonafides.packs.pack import Pack
from bonafides.packs.risk_model import RiskModel
from bonafides.packs.scope import OF_A_RUN, record_scope
from bonafides.standards.compile.asked_day import AS_OF, AskedDay, OneDay, OwnDays, parameters_on
from bonafides.standards.compile.indicators import parsed, record_column, sources
from bonafides.standards.engines.duckdb import DuckDb
from bonafides.standards.snapshot.layout import Snapshot

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Examples:
    """Rows in the order of (day, record). `figures`: a column for each feature, NaN where there is no value."""

    records: np.ndarray
    entities: np.ndarray
    days: np.ndarray
    """Of the records, `datetime64[D]`; the figures are as of the day before."""
    found: np.ndarray
    figures: np.ndarray
    features: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.days)

    def where(self, chosen: np.ndarray) -> Examples:
        """The rows of a mask, or of numbers."""
        return Examples(
            self.records[chosen], self.entities[chosen], self.days[chosen], self.found[chosen], self.figures[chosen],
            self.features,
        )  # fmt: skip


def examples(pack: Pack, model: RiskModel, snapshot: Snapshot, meant_on: date) -> Examples:
    """Every example of a snapshot. `meant_on`: the day whose parameters and lengths the indicators have in all rows."""
    names = tuple(one.indicator for one in model.features)
    days = OwnDays(pack, meant_on)
    of = figures_program(pack, days, names)
    found: list[pa.Table] = []
    with DuckDb().open(snapshot.folder) as connection:
        for bucket in range(snapshot.buckets):
            asked = _asked(connection, pack, model, snapshot, bucket, meant_on)
            rows = figures_of(connection, of, days, snapshot, bucket, asked)
            found.append(beside(asked, rows))
    table = pa.concat_tables(found).sort_by([("day", "ascending"), ("record", "ascending")])
    return Examples(
        table["record"].to_numpy(), table["subject"].to_numpy(), table["day"].to_numpy().astype("datetime64[D]"),
        table["found"].to_numpy(zero_copy_only=False).astype(bool), matrix(table, of), names,
    )  # fmt: skip


def beside(asked: pa.Table, figures: pa.Table) -> pa.Table:
    """Examples and their figures, which are in the same order, as one table."""
    for word in figures.column_names[1:]:
        asked = asked.append_column(word, figures[word])
    return asked


def figures_program(pack: Pack, day: AskedDay, names: Iterable[str]) -> Program:
    """A row for each row of `entities`: the indicators, in this order."""
    read: tuple[Source, ...] = sources(pack, day, names)
    results = {one.name: one.result for source in read for one in source.measures}
    return Program((), read, (), tuple(results[one] for one in names))


def matrix(table: pa.Table, of: Program) -> np.ndarray:
    """The figures of a program's rows as numbers: truths 0 and 1, what is absent NaN."""
    columns = []
    for one in of.outputs:
        values = table[one.name].cast(pa.float64()).to_numpy(zero_copy_only=False)
        columns.append(values / 10**one.type.scale)
    return np.column_stack(columns) if columns else np.empty((table.num_rows, 0))


def figures_today(
    pack: Pack, model: RiskModel, snapshot: Snapshot, as_of: date
) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """(businesses, their figures) bucket by bucket, as of one day."""
    of = figures_program(pack, OneDay(pack, as_of), [one.indicator for one in model.features])
    engine = DuckDb()
    for _, table in engine.run(engine.text(of), of, snapshot):
        yield table["entity_id"].to_numpy(), matrix(table, of)


def _asked(
    connection: duckdb.DuckDBPyConnection, pack: Pack, model: RiskModel, snapshot: Snapshot, bucket: int, meant_on: date
) -> pa.Table:
    """The examples of a bucket: record, subject, day, found."""
    kind = model.example.kind
    where, found = (_said(pack, kind, text, meant_on) for text in (model.example.where, model.example.found))
    path = str(snapshot.path(kind, bucket)).replace("'", "''")
    return connection.sql(
        f"SELECT record_id AS record, entity_id AS subject, event_date AS day, coalesce({found}, false) AS found "
        f"FROM read_parquet('{path}') WHERE {where} ORDER BY record_id"
    ).to_arrow_table()


def _said(pack: Pack, kind: str, text: str, meant_on: date) -> str:
    """A condition on a record of a kind, in DuckDB's SQL."""
    scope = {word: of for word, of in record_scope(pack, (pack.catalogue[kind],)).items() if word not in OF_A_RUN}
    known: dict[str, Value] = {word: record_column(word, of) for word, of in scope.items()}
    known |= parameters_on(pack, meant_on)
    lowered: Expr = scalar(expression(parsed(text, tuple(scope.items())), Names(known)))
    return tree(build.truth(lowered), Engine.DUCKDB).sql(dialect="duckdb", identify=True)


def figures_of(
    connection: duckdb.DuckDBPyConnection, of: Program, days: OwnDays, snapshot: Snapshot, bucket: int, asked: pa.Table
) -> pa.Table:
    """A row for each of `asked` (subject, day), numbered from 0 in `entity_id`: the figures as of the day before."""
    own = [days.values(day - DAY) for day in asked["day"].to_pylist()]
    columns = {word: pa.array([one[word] for one in own], pa.date32()) for word in (AS_OF, *days.windows)}
    numbers = pa.array(range(asked.num_rows), pa.int64())
    rows = pa.table({"entity_id": numbers, "subject": asked["subject"], **columns})
    connection.register("asked", rows)
    connection.execute("CREATE OR REPLACE TEMP VIEW entities AS SELECT * FROM asked")
    with_days = ", ".join(f"a.{_quoted(word)}" for word in columns)
    for kind in dict.fromkeys(kind for source in of.sources for kind in source.kinds):
        path = str(snapshot.path(kind, bucket)).replace("'", "''")
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {_quoted(kind)} AS "
            f"SELECT a.entity_id, {with_days}, r.* EXCLUDE (entity_id) "
            f"FROM read_parquet('{path}') r JOIN asked a ON a.subject = r.entity_id AND r.valid_from <= a.{AS_OF}"
        )
    found = connection.sql(f"SELECT * FROM ({sql_text(of, Engine.DUCKDB)}) ORDER BY entity_id").to_arrow_table()
    connection.unregister("asked")
    return found


def _quoted(word: str) -> str:
    return name(word).sql(dialect="duckdb", identify=True)
