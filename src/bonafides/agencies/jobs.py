"""What is done by the clock: `bonafides worker` forgets drafts nobody went on with, and sessions and tokens that are over."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="41 * * * *")
@app.task(name="agencies.forget_drafts", queueing_lock="agencies.forget_drafts")
def forget_drafts(timestamp: int) -> int:
    """How many there were."""
    from bonafides.agencies.accounts.drafts import forget_lapsed

    return forget_lapsed()


@app.periodic(cron="40 2 * * *")
@app.task(name="agencies.clear_expired", queueing_lock="agencies.clear_expired")
def clear_expired(timestamp: int) -> None:
    """Nobody can use them any more: what is cleared says when somebody was here, and nothing keeps it."""
    from django.core.management import call_command

    call_command("clearsessions")
    call_command("cleartokens")
