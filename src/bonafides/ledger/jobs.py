"""Sealing as a job: `bonafides worker` seals once a minute what waits."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="ledger.seal", queueing_lock="ledger.seal")
def seal(timestamp: int) -> int:
    """Give every waiting leaf its place in the log; how many there were."""
    from bonafides.ledger.sequence import seal_all

    return seal_all().added
