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
    from bonafides.packs.models import InstalledPack
    from bonafides.packs.queries import installed_pack
    from bonafides.watch.signals.run import base_of, look_at_everyone, look_at_touched

    today = timezone.localdate()
    raised: dict[str, int] = {}
    for name in InstalledPack.objects.order_by("pack").values_list("pack", flat=True):
        pack, version = installed_pack(name)
        if not any(one.in_force.covers(today) for one in pack.signals.values()):
            continue
        acting = Acting("worker", "operator", "operation of this installation", "a look by the cards of the signals")
        base = base_of(pack)
        whole = base is None or base.as_of < today
        run = look_at_everyone(acting, pack, version, today) if whole else look_at_touched(acting, pack, version, today)
        raised[name] = 0 if run is None else sum(run.raised.values())
    return raised
