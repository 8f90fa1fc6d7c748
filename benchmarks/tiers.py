"""A tier for every business: compiled SQL beside SQL written by hand, a plain scan, a rule engine; and bringing up to date."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import duckdb

from benchmarks.report import Bar, Report
from benchmarks.tiers_law import AS_OF, COLUMNS, HAND, law
from benchmarks.tiers_population import KINDS, population

VAR = Path("var") / "bench-tiers"
ENTITIES, QUICK_ENTITIES = 10_000_000, 640_000
TOUCHED = 10_000
ROUNDS = 3
NOTE = (
    "Compiled, hand-written and scan run over the same buckets, in turn; medians of 3. All three give or read the same: 16 "
    "indicators of five kinds of record, 20 rules, the tier and the bits of the rules that match, equal row for row. The scan "
    "reads the same columns and does nothing with them. The rule engine (zen-engine, row at a time) is given the indicators "
    "ready made, the compiled SQL computes them. Bringing up to date: businesses touched, and those that the calendar makes "
    "due on the next day, found, read from the buckets, decided, compared with what stood, written."
)


def run(*, quick: bool, entities: int | None = None) -> Report:
    """Under var/bench-tiers; removed afterwards. `entities`: how many (BONAFIDES_BENCH_ENTITIES)."""
    count = entities or int(os.environ.get("BONAFIDES_BENCH_ENTITIES", "0")) or (QUICK_ENTITIES if quick else ENTITIES)
    shutil.rmtree(VAR, ignore_errors=True)
    os.environ["BONAFIDES_VAR"] = str(VAR.resolve())
    report = Report("tiers", "Tiers for a whole population", quick)
    try:
        _measure(report, count, VAR.resolve() / "snapshot")
    finally:
        shutil.rmtree(VAR, ignore_errors=True)
    report.notes = [NOTE]
    return report


def _measure(report: Report, count: int, folder: Path) -> None:
    from bonafides.kernel.relational.dialect import Engine
    from bonafides.site.setup import django_setup
    from bonafides.standards.compile.standard import standard_of

    django_setup()
    pack = law()
    begun = time.perf_counter()
    snapshot = population(folder, pack, count)
    snapshot.close()
    made = time.perf_counter() - begun
    standard = standard_of(pack, "tier", AS_OF)
    text = standard.text(Engine.DUCKDB)
    picked = f'SELECT entity_id, tier, "tier#matched" AS matched FROM ({text})'
    works: dict[str, Callable[[], float]] = {
        "compiled": lambda: _over_buckets(folder, picked),
        "hand-written": lambda: _over_buckets(folder, HAND),
        "scan": lambda: _over_buckets(folder, _scan(snapshot.needs.kinds)),
    }
    assert _differs(folder, picked) == 0, "the compiled and the hand-written SQL do not agree"
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            seconds[name].append(work())
    median = {name: statistics.median(each) for name, each in seconds.items()}
    memory = _peak_memory(folder)
    rate = _row_engine(folder, standard)
    decided, incremental = _incremental(folder, pack, count)
    report.figures |= {
        "businesses": (count, "businesses"),
        "records": (snapshot.records, "records"),
        "population made": (made, "s"),
        "compiled SQL": (median["compiled"], "s"),
        "hand-written SQL": (median["hand-written"], "s"),
        "plain scan": (median["scan"], "s"),
        "compiled SQL, rate": (count / median["compiled"], "businesses a second"),
        "rule engine, rate": (rate, "businesses a second"),
        "peak memory of a run": (memory, "MB"),
        "brought up to date": (decided, f"businesses, of which {TOUCHED:,} touched"),
        "bringing up to date": (incremental, "s"),
    }
    report.ratios |= {
        "compiled to hand-written": median["compiled"] / median["hand-written"],
        "compiled to scan": median["compiled"] / median["scan"],
        "compiled to rule engine, rate": count / median["compiled"] / rate,
    }
    report.bars = {
        "compiled to hand-written SQL": Bar(round(median["compiled"] / median["hand-written"], 3), 1.15, least=False),
        "peak memory, MB": Bar(round(memory), 1024, least=False),
        "rate to rule engine": Bar(round(count / median["compiled"] / rate, 1), 100),
        "bringing up to date, s": Bar(round(incremental, 2), 5, least=False),
    }


def _over_buckets(folder: Path, text: str) -> float:
    from bonafides.standards.engines.duckdb import DuckDb, bind
    from bonafides.standards.snapshot.layout import open_snapshot

    snapshot = open_snapshot(folder)
    begun = time.perf_counter()
    with DuckDb().open(folder) as db:
        for bucket in range(snapshot.buckets):
            bind(db, snapshot, bucket, ["entities", *KINDS])
            db.sql(text).to_arrow_table()
    return time.perf_counter() - begun


def _scan(kinds: dict[str, tuple[object, ...]]) -> str:
    parts = ["SELECT count(entity_id) AS n FROM entities"]
    for kind, columns in kinds.items():
        names = [one.name for one in columns]  # type: ignore[attr-defined]
        parts.append(f"SELECT {' + '.join(f'count({one})' for one in names)} AS n FROM {kind}")
    return " UNION ALL ".join(parts)


def _differs(folder: Path, picked: str) -> int:
    """In how many rows of the first buckets the two texts differ."""
    from bonafides.standards.engines.duckdb import DuckDb, bind
    from bonafides.standards.snapshot.layout import open_snapshot

    snapshot, found = open_snapshot(folder), 0
    with DuckDb().open(folder) as db:
        for bucket in range(min(4, snapshot.buckets)):
            bind(db, snapshot, bucket, ["entities", *KINDS])
            row = db.execute(
                f"SELECT count(*) FROM (SELECT entity_id, tier, matched FROM ({picked}) EXCEPT ({HAND}))"
            ).fetchone()
            found += row[0] if row else 1
    return found


def _peak_memory(folder: Path) -> float:
    """MB at the peak of a process that does nothing but a run."""
    code = (
        "import resource, sys; from pathlib import Path; from bonafides.site.setup import django_setup; django_setup()\n"
        "from benchmarks.tiers import full_run; full_run(Path(sys.argv[1]), 1, [])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def full_run(folder: Path, number: int, before: list[int]) -> None:
    """A run as the platform makes it: decided, compared with what stood, the calendar drawn up, written."""
    from bonafides.standards.compile.standard import standard_of
    from bonafides.standards.snapshot.layout import open_snapshot
    from bonafides.tiers.decide import decide
    from bonafides.tiers.store import Results, folder_of

    pack = law()
    results = Results(folder_of(number))
    for bucket, rows in decide(standard_of(pack, "tier", AS_OF), pack, open_snapshot(folder), number, before, None):
        results.write(bucket, rows)


def _row_engine(folder: Path, standard: object) -> float:
    from benchmarks.tiers_rows import rate
    from bonafides.standards.engines.duckdb import DuckDb, bind
    from bonafides.standards.snapshot.layout import open_snapshot

    # The hand-written text up to its indicators, which are the compiled ones' (shown above).
    indicators, tiers = HAND.partition(", m AS (")[0], HAND
    snapshot = open_snapshot(folder)
    with DuckDb().open(folder) as db:
        bind(db, snapshot, 0, ["entities", *KINDS])
        sample = f"SELECT {', '.join(COLUMNS)} FROM b ORDER BY entity_id LIMIT 5000"
        rows = db.sql(f"{indicators} {sample}").to_arrow_table().to_pylist()
        expected = [
            one[0] for one in db.execute(f"SELECT tier FROM ({tiers}) ORDER BY entity_id LIMIT 5000").fetchall()
        ]
    rows = [
        {name: value if isinstance(value, bool | str) else int(value) for name, value in row.items()} for row in rows
    ]
    rates = []
    for _ in range(ROUNDS):
        measured, found = rate(rows)
        assert found == expected, "the rule engine does not agree"
        rates.append(measured)
    return statistics.median(rates)


def _incremental(folder: Path, pack: object, count: int) -> tuple[int, float]:
    """(businesses decided, seconds), after the full run that _peak_memory made."""
    import pyarrow as pa

    from bonafides.packs.pack import Pack
    from bonafides.standards.compile.standard import standard_of
    from bonafides.standards.snapshot.layout import Snapshot, open_snapshot
    from bonafides.tiers.decide import decide
    from bonafides.tiers.store import Results, folder_of
    from bonafides.tiers.touched import due

    assert isinstance(pack, Pack)
    touched = set(random.Random(7).sample(range(count), min(TOUCHED, count // 10)))
    snapshot = open_snapshot(folder)
    day = AS_OF + timedelta(days=1)
    standard = standard_of(pack, "tier", day)
    begun = time.perf_counter()
    chosen = tuple(sorted(touched | due([1], AS_OF, day)))
    small = Snapshot(folder.with_name("small"), snapshot.known_at, 1, snapshot.needs)
    with duckdb.connect(":memory:") as db:
        db.execute("SET threads = 2; SET enable_progress_bar = false")
        db.register("chosen", pa.table({"id": pa.array(chosen, pa.int64())}))
        for table in ("entities", *KINDS):
            rows = db.sql(
                f"SELECT t.* FROM read_parquet('{folder}/{table}/*.parquet') t SEMI JOIN chosen ON chosen.id = t.entity_id"
            ).to_arrow_table()
            small.write(table, 0, rows)
    small.close()
    results = Results(folder_of(2))
    for bucket, rows in decide(standard, pack, small, 2, [1], chosen):
        results.write(bucket, rows)
    return len(chosen), time.perf_counter() - begun
