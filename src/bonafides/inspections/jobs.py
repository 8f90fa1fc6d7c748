"""What is done by the clock: results that were cleared are published when their day has come."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

_log = logging.getLogger("bonafides.inspections")


@app.periodic(cron="7 * * * *")
@app.task(name="inspections.publish_due", queueing_lock="inspections.publish_due")
def publish_due(timestamp: int) -> dict[str, list[int]]:
    """Publish every result that is cleared and whose day has come. What is refused stays on the board, and is told."""
    from bonafides.inspections.visits.publishing import publish_cleared

    done = publish_cleared()
    for number, told in done.refused.items():
        _log.error("the result of assignment %s could not be published: %s", number, told)
    return {"published": done.published, "refused": list(done.refused)}
