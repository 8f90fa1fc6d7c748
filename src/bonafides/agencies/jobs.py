"""What is done by the clock: `bonafides worker` forgets each hour the drafts that nobody went on with."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="41 * * * *")
@app.task(name="agencies.forget_drafts", queueing_lock="agencies.forget_drafts")
def forget_drafts(timestamp: int) -> int:
    """How many there were."""
    from bonafides.agencies.accounts.drafts import forget_lapsed

    return forget_lapsed()
