"""Score every business by the version in use, over one snapshot; repeat a run and compare it bit for bit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.kernel.relational.sql import sql_digest
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.queries import pack_of_version
from bonafides.standards.compared import Compared
from bonafides.standards.engines.duckdb import DuckDb
from bonafides.standards.snapshot.layout import Snapshot
from bonafides.standards.snapshot.take import settled_moment, take_snapshot
from bonafides.watch.acts.record_score_run import record_score_run
from bonafides.watch.card import model_of
from bonafides.watch.errors import WatchRefusedError
from bonafides.watch.kept import table_of
from bonafides.watch.models import ScoreRun
from bonafides.watch.numbers import whole
from bonafides.watch.points import Points
from bonafides.watch.registry import in_use
from bonafides.watch.score_store import Scores, digest_on_disk, folder_of, forget
from bonafides.watch.scoring import scores_program

Progress = Callable[[str, int, int], None]


def run_scores(
    acting: Acting, pack: Pack, pack_version: PackVersion, name: str, as_of: date, known_at: datetime | None = None,
    progress: Progress | None = None,
) -> ScoreRun:  # fmt: skip
    """Points for every business as of a day, by the version in use. Raises WatchRefusedError.

    Nothing is on record until all scores are written.
    """
    started = timezone.now()
    if known_at is not None and known_at > started:
        raise WatchRefusedError(f"known at {known_at}: expected a moment that has passed")
    model, version = model_of(pack, name), in_use(pack.name, name, timezone.localdate())
    table, moment = table_of(version.table), known_at or settled_moment()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('watch_scorerun', 'id'))")
        number = int(cursor.fetchone()[0])
    try:
        snapshot, scores, text = carry_out(pack, table, as_of, moment, folder_of(number), progress)
        told = {
            "version": version, "pack_version": pack_version, "as_of": as_of, "known_at": moment,
            "expires_on": as_of + timedelta(days=whole(pack, model.warning_days, as_of)), "buckets": snapshot.buckets,
            "snapshot_digest": snapshot.digest, "engine": DuckDb().version, "sql": text, "sql_digest": sql_digest(text),
            "results_digest": scores.digest, "scored": scores.scored, "started_at": started, "finished_at": timezone.now(),
        }  # fmt: skip
        return record_score_run(acting, number, told)
    except BaseException:
        forget(number)
        raise


def carry_out(
    pack: Pack, table: Points, as_of: date, known_at: datetime, folder: Path, progress: Progress | None,
    buckets: int | None = None,
) -> tuple[Snapshot, Scores, str]:  # fmt: skip
    """Take the snapshot, score it, write. The snapshot is not kept: it can be taken again."""
    place = folder.with_name(folder.name + "-snapshot")
    shutil.rmtree(place, ignore_errors=True)
    try:
        snapshot = take_snapshot(place, pack, known_at, buckets=buckets, progress=progress)
        scores, text = score_snapshot(pack, table, as_of, snapshot, folder, progress)
        return snapshot, scores, text
    finally:
        shutil.rmtree(place, ignore_errors=True)


def score_snapshot(
    pack: Pack, table: Points, as_of: date, snapshot: Snapshot, folder: Path, progress: Progress | None = None
) -> tuple[Scores, str]:
    """The scores of a snapshot, written bucket by bucket, and the text that ran."""
    program, engine = scores_program(pack, table, as_of), DuckDb()
    text, scores = engine.text(program), Scores(folder)
    for bucket, rows in engine.run(text, program, snapshot):
        if progress is not None:
            progress("score", bucket, snapshot.buckets)
        scores.write(bucket, rows)
    return scores, text


def verify_scores(run: ScoreRun, progress: Progress | None = None) -> list[Compared]:
    """Do a run again, with the table, the law and the knowledge that it had, and compare. Changes nothing."""
    pack, table = pack_of_version(run.pack_version), table_of(run.version.table)
    folder = folder_of(run.pk).with_name(f"verify-{run.pk}")
    try:
        snapshot, scores, text = carry_out(pack, table, run.as_of, run.known_at, folder, progress, run.buckets)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [
        Compared("engine", run.engine, DuckDb().version),
        Compared("sql", run.sql_digest, sql_digest(text)),
        Compared("snapshot", run.snapshot_digest, snapshot.digest),
        Compared("scored", str(run.scored), str(scores.scored)),
        Compared("scores", run.results_digest, scores.digest),
        Compared("scores on disk", run.results_digest, digest_on_disk(run.pk)),
    ]
