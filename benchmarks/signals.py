"""Signals: how long after its record a signal is there while a thousand records a second arrive; a look at everyone."""

from __future__ import annotations

import os
import shutil
import statistics
from pathlib import Path

from benchmarks.report import Bar, Report
from benchmarks.signals_bulk import measure_look_at_everyone
from benchmarks.signals_feed import PACE, feed

VAR = Path("var") / "bench-signals"
ENTITIES, QUICK_ENTITIES = 160_000, 3_000
SECONDS, QUICK_SECONDS = 180, 8
BAR_SECONDS = 60
NOTE = (
    "Records come through the API in signed requests of a hundred, each sent at its second whether or not the one before was "
    "answered; a server of two processes takes them in, and `bonafides worker` looks by its own clock, four times a minute. In "
    "each request one business has four complaints, which is worth a look; the others are of one complaint each. The time "
    "runs from the moment a request was due until another connection reads the signal (asked four times a second). A look at "
    "everyone is what `bonafides signal run --all` does; the scan reads the same columns of the same snapshot and does nothing "
    "with them."
)


def run(*, quick: bool) -> Report:
    """A made-up county, on an embedded server of its own under var/bench-signals."""
    shutil.rmtree(VAR, ignore_errors=True)
    VAR.mkdir(parents=True)
    os.environ["BONAFIDES_VAR"] = str(VAR.resolve())
    for name in ("DATABASE_URL", "BONAFIDES_LEDGER", "BONAFIDES_LEDGER_KEY", "BONAFIDES_STATUS_KEYS"):
        os.environ.pop(name, None)
    from bonafides.cli.database import ready

    ready()
    report = Report("signals", "Signals while records arrive", quick)
    _county(report, QUICK_ENTITIES if quick else ENTITIES)
    measure_look_at_everyone(report, VAR)
    fed = feed(QUICK_SECONDS if quick else SECONDS)
    waits = sorted(fed.waits)
    report.figures |= {
        "records sent": (fed.records, f"records by API, {PACE:,} a second"),
        "pace held": (fed.pace, "records a second"),
        "a request was late by, at most": (fed.late, "s"),
        "signals that were due": (fed.due, "signals"),
        "signals that came": (len(waits), "signals"),
        "record to signal, median": (statistics.median(waits), "s"),
        "record to signal, 99th percentile": (waits[int(len(waits) * 0.99)], "s"),
        "record to signal, longest": (waits[-1], "s"),
        "looks at whoever was touched": (len(fed.looks), "looks"),
        "businesses of a look, at most": (max(one.decided for one in fed.looks), "businesses"),
        "a look, median": (statistics.median(one.seconds for one in fed.looks), "s"),
        "a look, longest": (max(one.seconds for one in fed.looks), "s"),
        "worker, processor time": (fed.worker_cpu / fed.seconds, "s a second"),
    }
    report.bars |= {
        "record to signal, longest, s": Bar(round(waits[-1], 1), BAR_SECONDS, least=False),
        "signals that came, of those due": Bar(round(len(waits) / fed.due, 4), 1.0),
        "pace held, records a second": Bar(round(fed.pace), round(0.99 * PACE)),
    }
    report.notes = [NOTE]
    return report


def _county(report: Report, entities: int) -> None:
    from bonafides.acts.act import Acting
    from bonafides.packs.acts.install import install
    from bonafides.packs.load import load_pack
    from bonafides.packs.queries import installed_pack
    from bonafides.records.ingest.many import ingest_many
    from bonafides.records.ingest.submitted import Submitted
    from bonafides.sample.generate import generate

    manifest = generate(entities, 1, VAR / "county", form="parquet")
    install(Acting("bench", "operator", "benchmark", "benchmark"), load_pack(Path("packs/cn")))
    pack, version = installed_pack("cn")
    files = [
        Submitted(VAR / "county" / one["file"], pack, version, pack.mappings[one["mapping"]])
        for one in manifest["files"]
    ]
    added = sum(one.added for one in ingest_many(files))
    report.figures |= {"businesses": (entities, "businesses"), "records before": (added, "records")}
