"""A look at everyone by all cards, phase by phase, beside a plain scan of the columns that the cards look at."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.report import Report

if TYPE_CHECKING:
    from bonafides.standards.snapshot.layout import Snapshot


class Phases:
    """When each phase of a look began: (seconds, seconds of this process's processor time)."""

    def __init__(self) -> None:
        self.begun: dict[str, tuple[float, float]] = {}
        self("begin", 0, 0)

    def __call__(self, what: str, done: int, of: int) -> None:
        self.begun.setdefault(what, (time.perf_counter(), time.process_time()))

    def between(self, first: str, then: str) -> tuple[float, float]:
        (begun, busy), (ended, done) = self.begun[first], self.begun[then]
        return ended - begun, done - busy


def measure_look_at_everyone(report: Report, var: Path) -> None:
    """Its figures, added to a report; the look is the one that those at whoever is touched go on from."""
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.packs.queries import installed_pack
    from bonafides.standards.snapshot.take import settled_moment, take_snapshot
    from bonafides.watch.signals.compiled import compiled, in_force
    from bonafides.watch.signals.run import look_at_everyone, needs

    pack, version = installed_pack("cn")
    phases, today = Phases(), timezone.localdate()
    done = look_at_everyone(
        Acting("bench", "operator", "benchmark", "benchmark"), pack, version, today, progress=phases
    )
    phases("end", 0, 0)
    cards = [compiled(pack, one, today) for one in in_force(pack, today)]
    snapshot = take_snapshot(var / "scanned", pack, settled_moment(), needs=needs(pack, cards))
    scan, plain = _scanned(snapshot)
    whole, _ = phases.between("begin", "end")
    looked, busy = phases.between("compare", "end")
    report.figures |= {
        "a look at everyone": (whole, f"s, {len(cards)} cards, {sum(done.raised.values()):,} signals raised"),
        "a look at everyone, rate": (done.decided / whole, "businesses a second"),
        "of it, the snapshot": (phases.between("begin", "compare")[0], "s"),
        "of it, the cards over the snapshot, and the act": (looked, "s"),
        "plain scan of the snapshot": (scan, "s"),
    }
    report.ratios["the cards to a plain scan, processor time"] = busy / plain


def _scanned(snapshot: Snapshot) -> tuple[float, float]:
    """(seconds, processor seconds) of reading every column of every bucket."""
    from bonafides.kernel.relational.expressions import name
    from bonafides.standards.engines.duckdb import DuckDb, bind

    def quoted(word: str) -> str:
        return str(name(word).sql(dialect="duckdb", identify=True))

    parts = [
        f"SELECT {' + '.join(f'count({quoted(one.name)})' for one in columns)} AS n FROM {quoted(kind)}"
        for kind, columns in snapshot.needs.kinds.items()
    ]
    text = " UNION ALL ".join(["SELECT count(entity_id) AS n FROM entities", *parts])
    begun, busy = time.perf_counter(), time.process_time()
    with DuckDb().open(snapshot.folder) as db:
        for bucket in range(snapshot.buckets):
            bind(db, snapshot, bucket, ["entities", *snapshot.needs.kinds])
            db.sql(text).to_arrow_table()
    return time.perf_counter() - begun, time.process_time() - busy
