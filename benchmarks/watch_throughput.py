"""Scores for a whole population in one run, beside a plain scan of the same columns: the corpus of the tiers' benchmark."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from benchmarks.report import Bar, Report
from bonafides.packs.pack import Pack
from bonafides.watch.points import Part, Points, Step

ENTITIES, QUICK_ENTITIES = 10_000_000, 160_000
AS_OF = date(2026, 6, 30)
FIGURES = (
    "penalties_12m", "penalties_36m", "fines_36m", "serious_60m", "largest_24m", "since_penalty", "inspections_24m",
    "failed_24m", "refused_36m", "worst_36m", "listed_now", "listings_36m", "late_24m", "reports_24m", "capital",
)  # fmt: skip
NOTE = (
    "Throughput: the generated population of the tiers' benchmark, six records to a business. One run: 15 figures of five kinds "
    "of record, a table of 156 steps, the points and what each figure adds to them, digests, Parquet. The scan reads the same "
    "columns and does nothing with them. Processor time counts all threads, whatever else the machine does."
)


def throughput(report: Report, var: Path, *, quick: bool) -> None:
    """Its figures, added to a report. `BONAFIDES_BENCH_ENTITIES`: how many businesses."""
    from benchmarks.tiers import _over_buckets, _scan
    from benchmarks.tiers_law import law
    from benchmarks.tiers_population import population

    count = int(os.environ.get("BONAFIDES_BENCH_ENTITIES", "0")) or (QUICK_ENTITIES if quick else ENTITIES)
    pack, folder = law(), var / "population"
    begun = time.perf_counter()
    snapshot = population(folder, pack, count)
    snapshot.close()
    made = time.perf_counter() - begun
    run, work = _timed(lambda: one_run(folder, var / "score"))
    scan, plain = _timed(lambda: _over_buckets(folder, _scan(dict(snapshot.needs.kinds))))
    size = sum(one.stat().st_size for one in (var / "score").iterdir())
    memory = _peak_memory(folder, var / "score-memory")
    shutil.rmtree(folder)
    report.figures |= {
        "throughput: businesses": (count, "businesses"),
        "throughput: records": (snapshot.records, "records"),
        "throughput: population made": (made, "s"),
        "throughput: figures and scores": (run, "s"),
        "throughput: figures and scores, rate": (count / run, "businesses a second"),
        "throughput: figures and scores, processor time": (work, "s"),
        "throughput: plain scan": (scan, "s"),
        "throughput: plain scan, processor time": (plain, "s"),
        "throughput: scores on disk": (size / 2**20, "MiB"),
        "throughput: peak memory of a run": (memory, "MB"),
    }
    report.ratios["throughput: a run to a plain scan, processor time"] = work / plain
    report.bars["throughput: peak memory, MB"] = Bar(round(memory), 1024, least=False)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """(seconds, seconds of the processor)."""
    begun, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - busy


def one_run(folder: Path, results: Path) -> None:
    """A run as the platform makes it, over a snapshot that is there."""
    from benchmarks.tiers_law import law
    from bonafides.standards.snapshot.layout import open_snapshot
    from bonafides.watch.score import score_snapshot

    pack = law()
    score_snapshot(pack, table(pack), AS_OF, open_snapshot(folder), results)


def table(pack: Pack) -> Points:
    """A table as large as those that are learned: eleven steps to a figure."""
    parts = []
    for place, name in enumerate(FIGURES):
        if pack.indicators[name].measure == "exists":
            parts.append(Part(name, (Step(Decimal(0), 0), Step(None, 9))))
            continue
        scale = {"fines_36m": 500_000, "largest_24m": 500_000, "capital": 1_000_000, "since_penalty": 150}.get(name, 1)
        steps = [Step(Decimal(scale * one), (one * 7 + place) % 13 - 6) for one in range(10)]
        parts.append(Part(name, (*steps, Step(None, 8))))
    return Points(-40, tuple(parts), 20, (-1.0, 0.03))


def _peak_memory(folder: Path, results: Path) -> float:
    """MB at the peak of a process that does nothing but a run."""
    code = (
        "import resource, sys; from pathlib import Path; from bonafides.site.setup import django_setup; django_setup()\n"
        "from benchmarks.watch_throughput import one_run; one_run(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(results)], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])
