"""Run the decision of a pack that gives the tiers; bring the last run up to date where that says the same."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.sql import sql_digest
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.standards.compile.standard import Standard, model_in_force, standard_of
from bonafides.standards.engines.duckdb import DuckDb
from bonafides.standards.snapshot.layout import Snapshot
from bonafides.standards.snapshot.take import settled_moment, take_snapshot
from bonafides.tiers.acts.record_run import record_run
from bonafides.tiers.decide import Counts, decide
from bonafides.tiers.models import Run
from bonafides.tiers.queries import chain_of, last_run
from bonafides.tiers.store import Results, folder_of, forget
from bonafides.tiers.touched import due, touched

Progress = Callable[[str, int, int], None]


class RunRefusedError(Exception):
    """A run that cannot be made; the message says why and what to do."""


@dataclass(frozen=True)
class Plan:
    """What a run is of: everyone (`selected` is None), or those selected since the run `base`."""

    pack: Pack
    version: PackVersion
    standard: Standard
    known_at: datetime
    base: Run | None
    selected: tuple[int, ...] | None


def run_tiers(
    acting: Acting,
    pack: Pack,
    version: PackVersion,
    as_of: date,
    known_at: datetime | None = None,
    *,
    full: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Give every business its tier as of a day, as known at a moment (default: now).

    Raises RunRefusedError, and what `standard_of` raises. Nothing is on record until all results are written.
    """
    started = timezone.now()
    if known_at is not None and known_at > started:
        raise RunRefusedError(f"known at {known_at}: expected a moment that has passed")
    plan = _plan(pack, version, as_of, known_at or settled_moment(), full=full)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('tiers_run', 'id'))")
        number = int(cursor.fetchone()[0])
    last = last_run(pack.name)
    before = chain_of(plan.base) if plan.base else chain_of(last) if last else []
    try:
        snapshot, results, counts = carry_out(plan, number, before, folder_of(number), progress)
        text = plan.standard.text(Engine.DUCKDB)
        told = {
            "pack_version": version, "decision": plan.standard.decision, "as_of": as_of, "known_at": plan.known_at,
            "base": plan.base, "buckets": snapshot.buckets, "snapshot_digest": snapshot.digest,
            "engine": DuckDb().version, "sql": text, "sql_digest": sql_digest(text),
            "results_digest": digest_of(results), "selected_digest": selected_digest(plan.selected),
            "decided": counts.decided, "changed": counts.changed, "violations": counts.violations,
            "tiers": dict(sorted(counts.tiers.items())), "started_at": started, "finished_at": timezone.now(),
        }  # fmt: skip
        return record_run(acting, number, told)
    except BaseException:
        forget(number)
        raise


def carry_out(
    plan: Plan, number: int, before: list[int], folder: Path, progress: Progress | None, buckets: int | None = None
) -> tuple[Snapshot, Results, Counts]:
    """Take the snapshot, decide it, write the results. The snapshot is not kept: it can be taken again."""
    place = folder.with_name(folder.name + "-snapshot")
    shutil.rmtree(place, ignore_errors=True)
    try:
        snapshot = take_snapshot(
            place, plan.pack, plan.known_at, only=plan.selected, buckets=buckets, progress=progress
        )
        results, counts = Results(folder), Counts()
        for bucket, rows in decide(plan.standard, plan.pack, snapshot, number, before, plan.selected, progress):
            results.write(bucket, rows)
            counts.add(rows)
        return snapshot, results, counts
    finally:
        shutil.rmtree(place, ignore_errors=True)


def digest_of(results: Results) -> str:
    return hashlib.sha256("\n".join(results.digests).encode()).hexdigest()


def selected_digest(selected: tuple[int, ...] | None) -> str:
    return "" if selected is None else hashlib.sha256(",".join(map(str, selected)).encode()).hexdigest()


def _plan(pack: Pack, version: PackVersion, as_of: date, known_at: datetime, *, full: bool) -> Plan:
    if pack.info.tiers is None:
        mend = "name the decision in pack.yaml: `tiers: {decision: …, order: […]}`"
        raise RunRefusedError(f"pack {pack.name}: expected a decision that gives the tiers, came none; {mend}")
    standard = standard_of(pack, pack.info.tiers.decision, as_of)
    base = None if full else last_run(pack.name)
    if base is None or not _continues(base, pack, version, as_of, known_at):
        return Plan(pack, version, standard, known_at, None, None)
    chosen = selected_since(base, as_of, known_at)
    return Plan(pack, version, standard, known_at, base, chosen)


def selected_since(base: Run, as_of: date, known_at: datetime) -> tuple[int, ...]:
    """Whom a run after `base` must decide."""
    return tuple(sorted(touched(base.known_at, known_at) | due(chain_of(base), base.as_of, as_of)))


def _continues(base: Run, pack: Pack, version: PackVersion, as_of: date, known_at: datetime) -> bool:
    """Whether only records and days lie between: the same law, time going on, the same engine."""
    if base.pack_version_id != version.pk or as_of < base.as_of or known_at < base.known_at:
        return False
    if base.engine != DuckDb().version or not folder_of(base.pk).is_dir():
        return False
    same_model = model_in_force(pack, base.decision, base.as_of) is model_in_force(pack, base.decision, as_of)
    parameters = all(one.on(base.as_of) == one.on(as_of) for one in pack.parameters.values())
    return same_model and parameters
