"""Decide the whole register by two packs, and count who moves where. Nothing is written to the register."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.sql import sql_digest
from bonafides.packs.group import Group
from bonafides.packs.pack import Pack
from bonafides.standards.compile.standard import Standard, standard_of
from bonafides.standards.engines.duckdb import DuckDb, bind, tables_of
from bonafides.standards.snapshot.needs import needs_of
from bonafides.standards.snapshot.take import take_snapshot
from bonafides.tiers.decide import decided_text
from bonafides.tiers.simulate.groups import groups_program, groups_text

NONE, CONTRADICTION = "none", "contradiction"
"""How no result is counted, and that rules contradict each other. No result of a table is called so: they are of our own."""
Moves = Counter[tuple[str, str]]
"""(result by the current pack, by the candidate) → how many businesses."""


class SimulationRefusedError(ValueError):
    """Two packs that cannot be compared."""


@dataclass
class Simulation:
    """What a candidate would change. `groups`: for each group of the pack, its values and their moves."""

    candidate: Pack
    current: Pack
    decision: str
    as_of: date
    known_at: datetime
    order: tuple[str, ...]
    snapshot_digest: str = ""
    sql_digests: tuple[str, str] = ("", "")
    unknown_kinds: tuple[str, ...] = ()
    moves: Moves = field(default_factory=Counter)
    groups: dict[str, dict[str, Moves]] = field(default_factory=dict)

    @property
    def pack_of_groups(self) -> Pack:
        """The pack by whose groups is counted: the current one, unless it has none."""
        return self.current if self.current.info.groups else self.candidate

    @property
    def businesses(self) -> int:
        return self.moves.total()

    def group(self, name: str) -> Group:
        return next(one for one in self.pack_of_groups.info.groups if one.group == name)


def simulate(
    candidate: Pack,
    current: Pack,
    as_of: date,
    known_at: datetime,
    decision: str | None = None,
    changed: Path | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Simulation:
    """Decide everyone by both packs as of a day. `changed`: a Parquet file for the businesses whose result differs.

    Raises SimulationRefusedError, and what `standard_of` raises.
    """
    one = _prepared(candidate, current, as_of, known_at, decision)
    standards = (standard_of(current, one.decision, as_of), standard_of(candidate, one.decision, as_of))
    one.sql_digests = (sql_digest(standards[0].text(Engine.DUCKDB)), sql_digest(standards[1].text(Engine.DUCKDB)))
    place = Path(tempfile.mkdtemp(prefix="simulate-"))
    try:
        snapshot = take_snapshot(place, current, known_at, needs=needs_of([current, candidate]), progress=progress)
        one.snapshot_digest = snapshot.digest
        grouped = groups_program(one.pack_of_groups, as_of)
        text = _joined(standards, groups_text(one.pack_of_groups, grouped))
        programs = [standards[0].compiled.program, standards[1].compiled.program, grouped]
        tables = list(dict.fromkeys(table for program in programs for table in tables_of(program)))
        with DuckDb().open(place) as connection, _List(changed, one.pack_of_groups) as listed:
            for bucket in range(snapshot.buckets):
                if progress is not None:
                    progress("compare", bucket, snapshot.buckets)
                bind(connection, snapshot, bucket, tables)
                connection.execute(f"CREATE OR REPLACE TEMP TABLE decided AS {text}")
                _count(one, connection)
                listed.add(connection)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return one


def _prepared(candidate: Pack, current: Pack, as_of: date, known_at: datetime, decision: str | None) -> Simulation:
    if candidate.name != current.name:
        mend = f"give the candidate the name of the pack that it is to replace: `pack: {current.name}` in its pack.yaml"
        raise SimulationRefusedError(
            f"expected two texts of one pack, came `{candidate.name}` and `{current.name}`; {mend}"
        )
    tiers = candidate.info.tiers or current.info.tiers
    name = decision or (tiers.decision if tiers else None)
    if name is None:
        raise SimulationRefusedError(
            "expected a decision to compare, came none, as the packs give no tiers: say --decision"
        )
    order = tiers.order if tiers is not None and tiers.decision == name else ()
    one = Simulation(candidate, current, name, as_of, known_at, order)
    one.unknown_kinds = tuple(sorted(candidate.catalogue.keys() - current.catalogue.keys()))
    one.groups = {group.group: {} for group in one.pack_of_groups.info.groups}
    return one


def _joined(standards: tuple[Standard, Standard], groups: str) -> str:
    def result(side: str) -> str:
        return f"CASE WHEN {side}.violated THEN '{CONTRADICTION}' ELSE coalesce({side}.tier, '{NONE}') END"

    before, after = (decided_text(standard) for standard in standards)
    return (
        f"SELECT g.*, {result('o')} AS before, {result('n')} AS after, o.matched AS rules_before, n.matched AS rules_after "
        f"FROM ({groups}) g JOIN ({before}) o USING (entity_id) JOIN ({after}) n USING (entity_id)"
    )


def _count(one: Simulation, connection: duckdb.DuckDBPyConnection) -> None:
    for before, after, count in connection.execute(
        "SELECT before, after, count(*) FROM decided GROUP BY ALL"
    ).fetchall():
        one.moves[before, after] += count
    for number, name in enumerate(one.groups):
        query = f"SELECT group_{number}, before, after, count(*) FROM decided GROUP BY ALL"
        for value, before, after, count in connection.execute(query).fetchall():
            one.groups[name].setdefault(value, Counter())[before, after] += count


class _List:
    """The list of the businesses whose result differs, written bucket by bucket. Rules are told by their numbers."""

    def __init__(self, path: Path | None, pack: Pack) -> None:
        self.path, self.pack = path, pack
        self.writer: Any = None

    def __enter__(self) -> _List:
        return self

    def __exit__(self, *_: object) -> None:
        if self.writer is not None:
            self.writer.close()

    def add(self, connection: duckdb.DuckDBPyConnection) -> None:
        if self.path is None:
            return
        groups = "".join(f', group_{at} AS "{one.group}"' for at, one in enumerate(self.pack.info.groups))
        numbers = "list_filter(range(1, 64), lambda n: (({}) >> (n - 1)) & 1 = 1)"
        rules = f"{numbers.format('rules_before')} AS rules_before, {numbers.format('rules_after')} AS rules_after"
        query = f"SELECT scheme, code, before, after, {rules}{groups} FROM decided WHERE before <> after ORDER BY scheme, code"
        rows: pa.Table = connection.sql(query).to_arrow_table()
        if self.writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.writer = pq.ParquetWriter(self.path, rows.schema, compression="zstd")
        self.writer.write_table(rows)
