"""Repeat a run from the register and compare: the same snapshot, the same text, the same results, bit for bit."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.sql import sql_digest
from bonafides.packs.queries import pack_of_version
from bonafides.standards.compared import Compared
from bonafides.standards.compile.standard import standard_of
from bonafides.standards.engines.duckdb import DuckDb
from bonafides.tiers.models import Run
from bonafides.tiers.queries import chain_of
from bonafides.tiers.run import Plan, Progress, carry_out, digest_of, selected_digest, selected_since
from bonafides.tiers.store import folder_of


def verify(run: Run, progress: Progress | None = None) -> list[Compared]:
    """Do a run again, with the law and the knowledge that it had, and compare. Changes nothing."""
    pack = pack_of_version(run.pack_version)
    standard = standard_of(pack, run.decision, run.as_of)
    chosen = None if run.base is None else selected_since(run.base, run.as_of, run.known_at)
    plan = Plan(pack, run.pack_version, standard, run.known_at, run.base, chosen)
    folder = Path(tempfile.mkdtemp(prefix="verify-", dir=folder_of(run.pk).parent))
    before = chain_of(run.base) if run.base else []
    try:
        snapshot, results, counts = carry_out(plan, run.pk, before, folder / "again", progress, run.buckets)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = standard.text(Engine.DUCKDB)
    return [
        Compared("engine", run.engine, DuckDb().version),
        Compared("sql", run.sql_digest, sql_digest(text)),
        Compared("selected", run.selected_digest, selected_digest(chosen)),
        Compared("snapshot", run.snapshot_digest, snapshot.digest),
        Compared("decided", str(run.decided), str(counts.decided)),
        Compared("results", run.results_digest, digest_of(results)),
        Compared("results on disk", run.results_digest, _on_disk(run)),
    ]


def _on_disk(run: Run) -> str:
    """The digest of the files that the run left."""
    import hashlib

    import pyarrow.parquet as pq

    from bonafides.standards.snapshot.digest import table_digest
    from bonafides.tiers.store import DECIDED

    files = sorted(folder_of(run.pk).glob("*.parquet"))
    digests = [table_digest(pq.read_table(one, columns=list(DECIDED))) for one in files]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()
