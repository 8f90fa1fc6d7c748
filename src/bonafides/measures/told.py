"""What the acts of this app end, for consumers: public measures only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bonafides.consumers.ended import Ended
from bonafides.measures.models import Lift

OF_THIS_APP = "bonafides.measures."


def ended_by(event: Mapping[str, Any]) -> Iterator[Ended]:
    """The public instances that an event says were lifted."""
    lifted = event["data"].get("lifted", ()) if event["type"].startswith(OF_THIS_APP) else ()
    if not lifted:
        return
    rows = Lift.objects.filter(instance__in=lifted, instance__public=True).select_related("instance__agency")
    for one in rows.order_by("pk"):
        instance = one.instance
        yield Ended(
            "measure", instance.measure, instance.pk, instance.entity_id, instance.agency.pack, instance.agency.name,
            f"measure {instance.pk}", one.how, one.on,
        )  # fmt: skip
