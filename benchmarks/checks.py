"""Checks at a decision point beside the bare prepared select of the same rows: one and many, through HTTP, and after a lift."""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.checks_load import Counter, at_a_rate, served
from benchmarks.checks_register import POINT, codes, fill
from benchmarks.report import Bar, Report

VAR = Path("var") / "bench"
BUSINESSES, QUICK_BUSINESSES = 1_000_000, 60_000
BATCH, MOST = 1_000, 10_000
RATE = 200  # requests a second
LIFTS = 20
BARE = (
    "SELECT e.code, i.id, i.measure, i.points, i.basis, i.since, i.until "
    "FROM unnest(string_to_array($1::text, E'\\n')) AS a(code) JOIN entities_entity e ON e.scheme = 'uscc' AND e.code = a.code "
    "LEFT JOIN measures_instance i ON i.entity_id = e.id"
)
NOTE = (
    "One business in twenty is listed and has the seven measures that come with a listing in `packs/cn`, one of them at the "
    "point that is asked about; one in a thousand is merged with another. The first of them, the pack and the officers came by "
    "acts; the others were written as copies of its rows by SQL, without seals of their own. The bare select reads the same rows "
    "by the same indexes, prepared, on the same connection, its rows fetched; select and check take turns with the same codes. A "
    "check is the whole answer: merges followed, what counts today, JSON, signature. Through HTTP: an officer's token, two "
    "workers, driven from the same two cores; waits are counted from the moment at which a request was due. Lifts are acts, each "
    "followed at once by the question through HTTP."
)


def run(*, quick: bool) -> Report:
    """On an embedded server of its own under var/bench."""
    shutil.rmtree(VAR, ignore_errors=True)
    os.environ["BONAFIDES_VAR"] = str(VAR.resolve())
    for name in ("DATABASE_URL", "BONAFIDES_LEDGER", "BONAFIDES_LEDGER_KEY", "BONAFIDES_STATUS_KEYS"):
        os.environ.pop(name, None)
    from bonafides.cli.database import ready

    ready()
    from django.db import connection

    count = QUICK_BUSINESSES if quick else BUSINESSES
    report = Report("checks", "Checks at a decision point", quick)
    begun = time.perf_counter()
    token, listed = fill(count)
    report.figures["businesses"] = (count, "businesses")
    report.figures["register made"] = (time.perf_counter() - begun, "s")
    everyone = codes(count)
    with connection.cursor() as cursor:  # as the web server does
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        cursor.execute("SELECT count(DISTINCT entity_id) FROM measures_instance")
        report.figures["listed"] = (cursor.fetchone()[0], "businesses")
    for size, rounds in ((1, 200 if quick else 1_000), (BATCH, 15 if quick else 60), (MOST, 3 if quick else 10)):
        _in_turn(report, everyone, size, rounds)
    with served() as port:
        counter = Counter(port, token)
        _through_http(report, counter, everyone, quick=quick)
        stale = _after_lifts(counter.again(), listed)
    report.figures["answers after a lift that still told it"] = (stale, f"of {LIFTS}")
    report.bars |= {"answers after a lift that still told it": Bar(stale, 0, least=False)}
    report.notes = [NOTE]
    return report


def _in_turn(report: Report, everyone: list[str], size: int, rounds: int) -> None:
    """Check and bare select, in turn, over the same codes; medians."""
    from bonafides.measures.checks.asker import OPERATOR
    from bonafides.measures.checks.check import check
    from bonafides.measures.checks.points import point_in_force

    at = point_in_force(POINT)
    rng = random.Random(size)
    taken: dict[str, list[float]] = {"check": [], "bare": []}
    for number in range(rounds + 4):  # the first four prepare
        asked = rng.sample(everyone, size)
        ours = _timed(lambda asked=asked: check(at, asked, OPERATOR))  # type: ignore[misc]
        bare = _timed(lambda asked=asked: _bare(asked))  # type: ignore[misc]
        if number >= 4:
            taken["check"].append(ours)
            taken["bare"].append(bare)
    ours, bare = (statistics.median(taken[name]) for name in ("check", "bare"))
    what = "one code" if size == 1 else f"{size:,} codes"
    report.figures[f"check of {what}"] = (ours * 1e3, "ms")
    report.figures[f"bare select of {what}"] = (bare * 1e3, "ms")
    report.ratios[f"check to bare select, {what}, rate"] = bare / ours
    if size == BATCH:
        report.figures["codes checked a second"] = (size / ours, f"a second, {what} at a time")
        report.bars[f"check to bare select, {what}, rate"] = Bar(round(bare / ours, 3), 0.5)


def _bare(asked: list[str]) -> list[Any]:
    from django.db import connection
    from psycopg import RawCursor

    with RawCursor(connection.connection) as cursor:
        cursor.execute(BARE, ["\n".join(asked)])
        return cursor.fetchall()


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _through_http(report: Report, counter: Counter, everyone: list[str], *, quick: bool) -> None:
    rng = random.Random(9)
    for _ in range(200):
        counter.ask(POINT, [rng.choice(everyone)])  # warm: connections open, plans made
    waits = sorted(at_a_rate(counter, POINT, everyone, RATE, seconds=6 if quick else 30))
    report.figures[f"through HTTP at {RATE} a second, median wait"] = (waits[len(waits) // 2] * 1e3, "ms")
    worst = waits[int(len(waits) * 0.99)] * 1e3
    report.figures[f"through HTTP at {RATE} a second, 99th percentile"] = (worst, "ms")
    report.bars[f"through HTTP at {RATE} a second, 99th percentile, ms"] = Bar(round(worst, 2), 20, least=False)
    many = counter.again()
    taken = [_timed(lambda: many.ask(POINT, rng.sample(everyone, BATCH))) for _ in range(10 if quick else 50)]
    report.figures[f"through HTTP, {BATCH:,} codes"] = (statistics.median(taken) * 1e3, "ms")
    bare = report.figures[f"bare select of {BATCH:,} codes"][0]
    report.ratios[f"through HTTP to bare select, {BATCH:,} codes, rate"] = bare / (statistics.median(taken) * 1e3)


def _after_lifts(counter: Counter, code: str) -> int:
    """Lift a measure by its agency's act, and ask; as often as there are, imposed anew each time. How many answers were stale."""
    from datetime import timedelta

    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.measures.acts.lift import lift
    from bonafides.measures.models import Instance

    first = Instance.objects.get(entity__code=code, points__has_key=POINT)
    stale = 0
    for number in range(LIFTS):
        first.pk, first.trigger_ref = None, 1_000_000 + number
        first.until = timezone.localdate() + timedelta(days=30)
        first.save(force_insert=True)
        before = counter.ask(POINT, [code])
        assert first.pk in _told(before), "what was imposed is told"
        lift(Acting("D-1", "finance", "GPL 77", "benchmark", pack="cn"), first.pk, timezone.localdate(), "benchmark")
        stale += first.pk in _told(counter.ask(POINT, [code]))
    return stale


def _told(answer: bytes) -> set[int]:
    return {one["id"] for one in json.loads(answer)["answers"][0]["measures"]}
