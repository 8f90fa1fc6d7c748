"""Every indicator, in every engine, of every business: what the reference says, over registers made up by hypothesis."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.registry import officer, put_in_force
from tests.standards.histories import DAYS, FILES, FIRST, File, submit
from tests.standing import EVERY, standing_pack

from bonafides.entities.acts.merge import merge
from bonafides.entities.models import Entity
from bonafides.kernel.relational.decode import plain
from bonafides.kernel.relational.form import TEXT, Column, Program
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.indicators import measure_all
from bonafides.standards.case.records import records_of
from bonafides.standards.compile.indicators import sources
from bonafides.standards.engines import postgresql
from bonafides.standards.engines.duckdb import DuckDb
from bonafides.standards.snapshot.layout import Snapshot
from bonafides.standards.snapshot.same import one_by_decision
from bonafides.standards.snapshot.take import settled_moment, take_snapshot

Told = dict[int, dict[str, Any]]
DAY = st.integers(20, DAYS).map(lambda by: FIRST + timedelta(days=by)) | st.sampled_from(
    [date(2026, 2, 28), date(2026, 3, 31)]
)
pytestmark = pytest.mark.django_db


def program(pack: Pack, day: date) -> Program:
    """All indicators of the pack, and what every business has."""
    read = sources(pack, day, EVERY)
    measured = tuple(one.result for source in read for one in source.measures)
    kind = Column("subject_kind", TEXT, nullable=False)
    return Program((kind,), read, (), (*measured, kind))


def told(of: Program, rows: list[dict[str, Any]]) -> Told:
    return {row["entity_id"]: {one.name: plain(row[one.name], one.type) for one in of.outputs} for row in rows}


def in_duckdb(of: Program, snapshot: Snapshot) -> Told:
    engine = DuckDb()
    rows = [row for _, table in engine.run(engine.text(of), of, snapshot) for row in table.to_pylist()]
    return told(of, rows)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, DAY, st.sampled_from([1, 2, 4]), st.booleans())
def test_every_engine_says_what_the_reference_says(files: list[File], day: date, buckets: int, merged: bool) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        put_in_force(standing_pack())
        pack, _ = installed_pack("toy")
        submit(Path(folder), files, [0])
        found = list(Entity.objects.order_by("pk"))
        if merged and len(found) > 1:
            merge(officer(), found[-1], found[0])
        known_at = settled_moment()
        stay = [one for one in found if one.pk not in one_by_decision(known_at)]
        expected = {
            one.pk: {
                name: each.value for name, each in measure_all(pack, records_of(pack, one.pk, known_at), day).items()
            }
            | {"subject_kind": one.kind}
            for one in stay
        }
        of = program(pack, day)
        snapshot = take_snapshot(Path(folder) / "snapshot", pack, known_at, buckets=buckets)
        assert in_duckdb(of, snapshot) == expected
        assert told(of, postgresql.rows(of, pack, [one.pk for one in found], known_at)) == expected
        again = take_snapshot(Path(folder) / "again", pack, known_at, buckets=buckets)
        assert again.digest == snapshot.digest
        transaction.set_rollback(True)


@pytest.fixture(name="spark", scope="module")
def _spark() -> Iterator[Any]:
    """Spark on two cores of this machine; skips where it, or Java, is absent."""
    import os
    import shutil
    import sys

    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark: pip install 'bonafides[spark]'")
    if shutil.which("java") is None:
        pytest.skip("needs Java 17 for Spark")
    os.environ["PYSPARK_PYTHON"] = sys.executable  # workers must have this package
    builder = sql.SparkSession.builder.master("local[2]").appName("bonafides")
    for name, value in {
        "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.driver.memory": "1g",
        "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
    }.items():  # fmt: skip
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.mark.spark
def test_spark_says_the_same_by_both_ways(spark: Any, tmp_path: Path) -> None:
    """Buckets dealt out to DuckDB's SQL, and Spark's own: the indicators, and the tier with the rules that match."""
    import random

    from tests.registry import row

    from bonafides.kernel.relational.dialect import Engine
    from bonafides.standards.compile.standard import standard_of
    from bonafides.standards.engines.spark import in_sql, over_buckets

    put_in_force(standing_pack())
    pack, _ = installed_pack("toy")
    chance = random.Random(3)
    files = [
        File(
            agency, kind,
            tuple(
                row(f"S{chance.randrange(60)}", "", action="record", date=FIRST + timedelta(days=chance.randrange(DAYS)),
                    value=chance.randrange(100), note=chance.choice(["", "x", "y"]), to=chance.choice(["", date(2026, 6, 1)]))
                for _ in range(80)
            ),
        )
        for agency in ("a", "b") for kind in ("fine", "rating", "licence")
    ]  # fmt: skip
    submit(tmp_path, files, [0])
    day = FIRST + timedelta(days=90)
    snapshot = take_snapshot(tmp_path / "snapshot", pack, settled_moment(), buckets=4)
    standard = standard_of(pack, "tier", day)
    for of in (program(pack, day), standard.compiled.program):
        expected = in_duckdb(of, snapshot)
        assert len(expected) > 40
        for way in (over_buckets, in_sql):
            rows = [one.asDict() for one in way(spark, of, snapshot).collect()]
            assert told(of, rows) == expected, way.__name__
    assert standard.text(Engine.SPARK) != standard.text(Engine.DUCKDB)
