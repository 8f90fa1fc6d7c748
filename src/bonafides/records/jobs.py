"""Ingest as a job: queued in the database, done by `bonafides worker`, found again when a worker is killed."""

from __future__ import annotations

from pathlib import Path

from procrastinate import JobContext
from procrastinate.contrib.django import app

STALLED_AFTER = 120  # seconds without a sign of life from the worker that has a job


@app.task(name="records.ingest", queue="ingest")
def ingest_file(path: str, mapping: str, pack: str) -> dict[str, object]:
    """Take one file in; a job that was interrupted goes on where it stopped."""
    from bonafides.packs.queries import pack_of_mapping
    from bonafides.records.ingest.run import ingest

    found, version = pack_of_mapping(mapping, pack)
    return ingest(Path(path), found, version, found.mappings[mapping]).as_json()


@app.periodic(cron="*/5 * * * *")
@app.task(name="records.retry_stalled", queueing_lock="records.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give the jobs of killed workers to living ones."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)
