"""Measures follow the records that come and go by files, every hour."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="20 * * * *")
@app.task(name="measures.reconcile", queue="measures", queueing_lock="measures.reconcile", lock="measures.reconcile")
def reconcile_measures(timestamp: int) -> dict[str, int]:
    """Impose what comes with new records; lift what rested on those that are gone."""
    from django.utils import timezone

    from bonafides.measures.reconcile import reconcile

    return reconcile(timezone.localdate()).as_json()
