"""Measures follow the records that come and go by files: what ended is lifted within minutes, what came is imposed by night."""

from __future__ import annotations

from procrastinate.contrib.django import app

LOCK = "measures.reconcile"


@app.periodic(cron="*/5 * * * *")
@app.task(name="measures.lift_what_ended", queue="measures", queueing_lock="measures.lift_what_ended", lock=LOCK)
def lift_what_ended(timestamp: int) -> dict[str, int]:
    """Lift what rested on records that are gone."""
    return _reconcile(lifts_alone=True)


@app.periodic(cron="20 2 * * *")
@app.task(name="measures.reconcile", queue="measures", queueing_lock=LOCK, lock=LOCK)
def reconcile_measures(timestamp: int) -> dict[str, int]:
    """The same, impose what comes with new records, and let rewards follow the tiers."""
    return _reconcile(lifts_alone=False)


def _reconcile(*, lifts_alone: bool) -> dict[str, int]:
    from django.utils import timezone

    from bonafides.measures.reconcile import reconcile

    return reconcile(timezone.localdate(), lifts_alone=lifts_alone).as_json()
