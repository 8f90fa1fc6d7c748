"""Ingest beside plain COPY, and the record endpoint beside the bare prepared select: same rows, same run, interleaved."""

from __future__ import annotations

import os
import resource
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.lookups import Lookups, measure_lookups
from benchmarks.report import Bar, Report

VAR = Path("var") / "bench"
# About 6.4 records an entity.
ENTITIES, QUICK_ENTITIES = 160_000, 32_000
COLUMNS = (
    "id, entity_id, supersedes, supersedes_entity, exclusive_key, known_from, batch_id, row_no, event_date, valid_from, "
    "valid_to, kind_id, agency_id, publicity_class_id, action, state, source_ref, document_no, basis, reason, facts, "
    "withheld, salt, commitment"
)

NOTE = (
    "Ingest is a file read, mapped, validated, committed to and merged into the indexed tables, names and aliases with "
    "it, two agencies' files side by side where that comes to the same; plain COPY is the same rows, as they were stored, "
    "into a table without an index, on one connection, stage by stage in turn. The "
    "requests a second a core are requests by CPU seconds of web server and database together."
)


def run(*, quick: bool) -> Report:
    """A generated county in, its records out; on an embedded server of its own under var/bench."""
    shutil.rmtree(VAR, ignore_errors=True)
    os.environ["BONAFIDES_VAR"] = str(VAR.resolve())
    os.environ.pop("DATABASE_URL", None)
    report = Report("ingest", "Ingest and lookup", quick)
    from bonafides.cli.database import ready

    ready()
    with TemporaryDirectory(dir=VAR) as folder:
        manifest = _county(Path(folder), QUICK_ENTITIES if quick else ENTITIES)
        rows, seconds, plain = _ingest_beside_copy(Path(folder), manifest)
    report.figures |= {
        "records": (rows, "records"),
        "ingest": (rows / seconds, "records a second"),
        "plain COPY": (rows / plain, "records a second"),
        "peak memory of the ingest": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
    }
    report.ratios["ingest to plain COPY"] = plain / seconds
    lookups: Lookups = measure_lookups(seconds=4 if quick else 15)
    report.figures |= lookups.figures
    report.ratios["endpoint to bare select, CPU"] = lookups.bare_cpu_us / lookups.endpoint_cpu_us
    report.bars = {
        "ingest to plain COPY": Bar(round(plain / seconds, 3), 0.25),
        "peak memory, MB": Bar(round(report.figures["peak memory of the ingest"][0]), 2000, least=False),
        "record endpoint, requests a second a core": Bar(round(1e6 / lookups.endpoint_cpu_us), 1200),
    }
    report.notes = [NOTE]
    return report


def _county(folder: Path, entities: int) -> dict[str, Any]:
    from bonafides.sample.generate import generate

    return generate(entities, 1, folder, form="parquet")


def _ingest_beside_copy(folder: Path, manifest: dict[str, Any]) -> tuple[int, float, float]:
    """(records, seconds of the ingest, seconds of plain COPY), stage by stage in turn."""
    from django.db import connection

    from bonafides.acts.act import Acting
    from bonafides.packs.acts.install import install
    from bonafides.packs.load import load_pack
    from bonafides.packs.queries import installed_pack
    from bonafides.records.ingest.many import ingest_many, stages
    from bonafides.records.ingest.submitted import Submitted

    install(Acting("bench", "operator", "benchmark", "benchmark"), load_pack(Path("packs/cn")))
    pack, version = installed_pack("cn")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain AS SELECT * FROM records_record LIMIT 0")
    rows, seconds, plain = 0, 0.0, 0.0
    files = [Submitted(folder / one["file"], pack, version, pack.mappings[one["mapping"]]) for one in manifest["files"]]
    for lanes in stages(files):
        begun = time.perf_counter()
        summaries = list(ingest_many([one for lane in lanes for one in lane]))
        seconds += time.perf_counter() - begun
        rows += sum(one.added for one in summaries)
        plain += sum(_plain_copy(folder / "rows.copy", one.batch or 0) for one in summaries)
    return rows, seconds, plain


def _plain_copy(file: Path, batch: int) -> float:
    """The seconds that COPY takes for the rows of a batch, read from a file as psql would."""
    from django.db import connection, transaction

    statement = f"COPY (SELECT {COLUMNS} FROM records_record WHERE batch_id = {batch:d}) TO STDOUT"
    with connection.cursor() as cursor, file.open("wb") as out, cursor.cursor.copy(statement) as copy:
        for block in copy:
            out.write(block)
    begun = time.perf_counter()
    statement = f"COPY plain ({COLUMNS}) FROM STDIN"
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        file.open("rb") as source,
        cursor.cursor.copy(statement) as copy,
    ):
        while block := source.read(1 << 20):
            copy.write(block)
    return time.perf_counter() - begun
