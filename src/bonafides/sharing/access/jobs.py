"""What is done by the clock: `bonafides worker` gives look-ups that wait their place in the ledger, every minute."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="access.seal", queueing_lock="access.seal")
def seal(timestamp: int) -> int:
    """Seal what waits; how many look-ups there were."""
    from bonafides.sharing.access.sealing import seal_waiting

    return seal_waiting()
