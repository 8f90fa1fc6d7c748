"""What is done by the clock: `bonafides worker` seals look-ups every minute, and counts each day what is unusual, every hour."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="access.seal", queueing_lock="access.seal")
def seal(timestamp: int) -> int:
    """Seal what waits; how many look-ups there were."""
    from bonafides.sharing.access.sealing import seal_waiting

    return seal_waiting()


@app.periodic(cron="17 * * * *")
@app.task(name="access.watch", queueing_lock="access.watch")
def watch(timestamp: int) -> int:
    """Tell auditors of what is unusual today or was yesterday; how many alerts are new."""
    from django.utils import timezone

    from bonafides.sharing.access.watch import raised

    return len(raised(timezone.localdate()))
