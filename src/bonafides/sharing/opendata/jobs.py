"""By the clock: `bonafides worker` makes the files of open data anew every hour, the first time five minutes after midnight."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="5 * * * *")
@app.task(name="opendata.publish", queueing_lock="opendata.publish")
def publish_open_data(timestamp: int) -> int:
    """Make the snapshot; how many files it has."""
    from bonafides.sharing.opendata.publish import publish

    return len(publish().files)
