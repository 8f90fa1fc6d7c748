"""A draw from ten million: tickets and selection beside a plain scan with the same hash; root, verification, officers."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from benchmarks.draw_officers import officers_of, violations
from benchmarks.report import Bar, Report
from bonafides.inspections.bulk.checks import check_list
from bonafides.inspections.bulk.connection import opened
from bonafides.inspections.bulk.expressions import frozen
from bonafides.inspections.bulk.lists import freeze, subjects
from bonafides.inspections.bulk.selection import rank
from bonafides.inspections.bulk.tree import Blocks, blocks_of
from bonafides.inspections.bulk.verification import BulkList
from bonafides.kernel.draw.assign import assign
from bonafides.kernel.draw.bundle import Result, hold
from bonafides.kernel.draw.commitment import Commitment, Stratum
from bonafides.kernel.draw.seeds.ceremony import promise
from bonafides.kernel.draw.tickets import ticket_key
from bonafides.kernel.draw.verify import verify

T = TypeVar("T")
VAR = Path("var") / "bench-draw"
SUBJECTS, QUICK_SUBJECTS, SMALL = 10_000_000, 1_000_000, 50_000
STRATA, BP = "ABCDE", 100
BUSINESSES, OFFICERS = 20_000, 2_000
ROUNDS = 3
DRAW = "990000-2026-bench"
NUMBERS = {"one": b"\x01" * 32, "two": b"\x02" * 32}
EVIDENCE = {"numbers": {name: number.hex() for name, number in NUMBERS.items()}}
NOTE = (
    "Scan and draw run over the same Parquet file in turn; medians of 3. The scan takes SHA-256 over the same bytes for every "
    "subject in DuckDB, and keeps the least. The draw reads the list, checks every row and its order, computes every ticket and "
    "ranks those of each stratum that can be drawn. Freezing sorts, salts and writes the list, and works out the tree: three "
    "hashes a subject. Verification is all an auditor does: tree, rows, tickets, selection, the result compared. The kernel, in "
    "plain Python, holds and verifies a smaller list, with the same result. Officers: field, region, recusal, capacity and the "
    "pair that came last, checked by code apart from the assigner; the second time all capacities together are just enough."
)


def run(*, quick: bool, subjects: int | None = None) -> Report:
    """Under var/bench-draw; removed afterwards."""
    count = subjects or (QUICK_SUBJECTS if quick else SUBJECTS)
    report = Report("draw", "A draw from ten million", quick)
    shutil.rmtree(VAR, ignore_errors=True)
    VAR.mkdir(parents=True)
    try:
        _lists(report, count)
        _kernel(report)
        _officers(report)
        memory = _peak_memory(count)
    finally:
        shutil.rmtree(VAR, ignore_errors=True)
    report.figures["peak memory"] = (memory, "MB, frozen, held and verified in one process")
    report.bars["peak memory, MB"] = Bar(round(memory), 4096, least=False)
    report.notes = [NOTE]
    return report


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def population(count: int) -> str:
    """Businesses in no order, five strata, a hundred regions, one of 50 left out, one of 3 inspected before."""
    return (
        f"SELECT (910000000000000000 + hash(i) % 10000000000000000)::VARCHAR || lpad(i::VARCHAR, 8, '0') AS code,"
        f" substr('{STRATA}', (i % 5 + 1)::INT, 1) AS stratum, 1 AS weight,"
        f" CASE WHEN i % 50 = 7 THEN 'yearly-cap' END AS excluded, 'r' || (i % 100) AS region,"
        f" CASE WHEN i % 3 = 0 THEN ['o-' || (1000 + i % 1000), 'o-' || (2000 + i % 1000)] END AS last_pair"
        f" FROM range({count}) rows(i)"
    )


def commitment(path: Path, blocks: Blocks) -> Commitment:
    """As if it had been frozen and published; the seed is of a ceremony."""
    with opened(path) as db:
        sizes = dict(
            db.sql(f"SELECT stratum, count(*) FROM {frozen(path)} WHERE excluded IS NULL GROUP BY 1").fetchall()
        )
    parties = {name: promise(DRAW, name, number).hex() for name, number in NUMBERS.items()}
    return Commitment(
        DRAW,
        datetime(2026, 11, 1, tzinfo=UTC),
        {"source": "ceremony", "parties": parties},
        blocks.size,
        blocks.root,
        tuple(Stratum(name, sizes[name], BP) for name in STRATA),
        {"yearly-cap": "the yearly cap of visits is reached"},
    )


def _lists(report: Report, count: int) -> None:
    path = VAR.resolve() / "list.parquet"
    with opened(path) as db:
        written, _ = _timed(lambda: freeze(db, population(count), path))
    with opened(path) as db:
        hashed, blocks = _timed(lambda: blocks_of(db, path))
    committed = commitment(path, blocks)
    bundle = BulkList(path).hold(committed, EVIDENCE)
    seed = bytes(32)
    scans, draws = [], []
    for _ in range(ROUNDS):
        with opened(path) as db:
            scans.append(_timed(lambda: _scan(db, path, ticket_key(DRAW, seed)))[0])
        with opened(path) as db:
            draws.append(_timed(lambda: Result.of(rank(db, path, committed, seed, check_list(db, path, committed))))[0])
    verified, shown = _timed(lambda: verify(bundle, None, BulkList(path)))
    assert "selection" in shown.shown
    with opened(path) as db:
        opening, _ = _timed(lambda: blocks.opening(db, path, DRAW, bundle.result.drawn[0]))
    scan, draw = statistics.median(scans), statistics.median(draws)
    report.figures |= {
        "subjects": (count, "subjects"),
        "drawn": (len(bundle.result.drawn), "subjects"),
        "plain scan with the same hash": (scan, "s"),
        "draw: list checked, tickets, selection": (draw, "s"),
        "freezing: sorted, salted, written": (written, "s"),
        "freezing: tree over all subjects": (hashed, "s"),
        "verification of the whole draw": (verified, "s"),
        "verification, rate": (count / verified, "subjects a second"),
        "opening of one business": (opening * 1000, "ms"),
    }
    report.ratios |= {"draw to plain scan": draw / scan, "verification to plain scan": verified / scan}
    report.bars["draw to plain scan"] = Bar(round(draw / scan, 3), 2.5, least=False)


def _scan(db: object, path: Path, key: bytes) -> None:
    text = f"SELECT min(sha256('{key.decode()}\n' || code || '\n0\n')) FROM {frozen(path)} WHERE excluded IS NULL"
    db.execute(text).fetchall()  # type: ignore[attr-defined]


def _kernel(report: Report) -> None:
    path = VAR.resolve() / "small.parquet"
    with opened(path) as db:
        freeze(db, population(SMALL), path)
        rows, committed = subjects(db, path, "true"), commitment(path, blocks_of(db, path))
    bundle = hold(committed, rows, EVIDENCE)
    assert bundle.result == BulkList(path).hold(committed, EVIDENCE).result, "kernel and DuckDB do not agree"
    seconds, _ = _timed(lambda: verify(bundle))
    report.figures["verification by the kernel in plain Python, rate"] = (SMALL / seconds, "subjects a second")


def _officers(report: Report) -> None:
    for name, capacity in (("officers assigned", 30), ("officers assigned, none to spare", 20)):
        visits, officers = officers_of(BUSINESSES, OFFICERS, capacity)
        seconds, found = _timed(lambda v=visits, o=officers: assign(ticket_key(DRAW, bytes(32)), v, o))  # type: ignore[misc]
        broken = violations(visits, officers, found, 2)
        assert not broken, broken[:3]
        report.figures[name] = (
            seconds,
            f"s, {len(found.pairs):,} of {BUSINESSES:,} businesses by {OFFICERS:,} officers",
        )
        report.bars[f"{name}, s"] = Bar(round(seconds, 2), 60, least=False)
        report.bars[f"{name}, businesses"] = Bar(len(found.pairs), BUSINESSES)


def _peak_memory(count: int) -> float:
    """MB at the peak of a process that does nothing but freeze, hold and verify."""
    code = "import sys; from benchmarks.draw import whole; whole(int(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(count)], capture_output=True, text=True, check=True, env=os.environ
    )
    return float(done.stdout.split()[-1])


def whole(count: int) -> None:
    """Freeze, hold, verify; print the memory at the peak."""
    import resource

    path = VAR.resolve() / "whole.parquet"
    with opened(path) as db:
        freeze(db, population(count), path)
    with opened(path) as db:
        blocks = blocks_of(db, path)
    verify(BulkList(path).hold(commitment(path, blocks), EVIDENCE), None, BulkList(path))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
