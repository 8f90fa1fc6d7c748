"""Looks that the worker makes by itself: whoever records touched, four times a minute; everyone, when a day or a pack is new."""

from __future__ import annotations

from procrastinate.contrib.django import app

QUEUE = "signals"


@app.periodic(cron="* * * * * */15")  # seconds come last
@app.task(name="signals.look", queue=QUEUE, queueing_lock="signals.look", lock="signals.look")
def look(timestamp: int) -> dict[str, int]:
    """Look with the cards of every pack in force that has some: pack → signals raised."""
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.packs.queries import packs_in_force
    from bonafides.watch.signals.run import base_of, look_at_everyone, look_at_touched

    today = timezone.localdate()
    raised: dict[str, int] = {}
    for pack, version in packs_in_force():
        if not any(one.in_force.covers(today) for one in pack.signals.values()):
            continue
        acting = Acting("worker", "operator", "operation of this installation", "a look by the cards of the signals")
        base = base_of(pack)
        whole = base is None or base.as_of < today
        run = look_at_everyone(acting, pack, version, today) if whole else look_at_touched(acting, pack, version, today)
        raised[pack.name] = 0 if run is None else sum(run.raised.values())
    return raised
