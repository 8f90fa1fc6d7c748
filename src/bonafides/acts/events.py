"""The outbox, read in order and without a gap: what acts tell others, as CloudEvents 1.0.

Whoever went on behind a number while a lower one was still to come would miss it: `settled` says up to where all are there.
"""

from __future__ import annotations

from typing import Any

from bonafides.acts.models import Event
from bonafides.acts.plain import moment_text
from bonafides.acts.settled import settled


def events_after(number: int, limit: int = 1_000) -> list[dict[str, Any]]:
    """The events behind one, in order; the next call goes on behind the last that came. None is ever left out."""
    end, complete = settled("acts_event")
    found = list(Event.objects.select_related("act").filter(pk__gt=number, pk__lte=end).order_by("pk")[:limit])
    if not complete:
        # Somebody still writes: what follows the first number that is missing may have to wait.
        found = [one for place, one in enumerate(found) if one.pk == number + 1 + place]
    return [cloud_event(one) for one in found]


def cloud_event(event: Event) -> dict[str, Any]:
    """One event in the JSON format of CloudEvents 1.0."""
    act = event.act
    told = {
        "specversion": "1.0",
        "id": str(event.pk),
        "source": f"urn:bonafides:{act.pack}:{act.agency}" if act.pack else f"urn:bonafides:{act.agency}",
        "type": f"bonafides.{act.name}",
        "time": moment_text(act.at),
        "datacontenttype": "application/json",
        "data": event.data,
    }
    return told if act.subject is None else {**told, "subject": str(act.subject)}
