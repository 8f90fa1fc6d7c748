"""What is done by the clock for every app: `bonafides worker` ends every five minutes what is due."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(name="acts.expire", queueing_lock="acts.expire")
def expire_due(timestamp: int) -> dict[str, object]:
    """End by an act whatever is over by its date, also what a worker that was down has missed."""
    from django.utils import timezone

    from bonafides.acts.ends import expire

    return expire(timezone.localdate()).as_json()
