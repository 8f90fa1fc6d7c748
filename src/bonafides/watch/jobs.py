"""What is done by the clock: each version in use is held against what came since, once a week."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

_log = logging.getLogger("bonafides.watch")


@app.periodic(cron="23 4 * * 1")
@app.task(name="watch.check_drift", queueing_lock="watch.check_drift")
def check_drift_of_all(timestamp: int) -> dict[str, str]:
    """Check every version that is in use; say which are stale, or are to be watched."""
    from bonafides.acts.act import Acting
    from bonafides.watch.check_drift import check_drift
    from bonafides.watch.registry import all_in_use

    found: dict[str, str] = {}
    for version in all_in_use():
        acting = Acting("worker", "operator", "operation of this installation", "weekly check of models in use")
        found[str(version)] = state = check_drift(acting, version).state
        if state in ("stale", "watch"):
            _log.warning("%s: %s, as what comes is unlike what it learned from", version, state)
    return found
