"""What a consumer acknowledges by itself: some of what it was sent, all at once, as often as it likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from bonafides.consumers.acts.acknowledge import acknowledge
from bonafides.consumers.deliver import machine
from bonafides.consumers.messages import number_of
from bonafides.consumers.models import Consumer, Notice


@dataclass
class Confirmed:
    """What came of it, by the ids as they came."""

    acknowledged: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {"acknowledged": self.acknowledged, "before": self.before, "unknown": self.unknown}


def confirm(consumer: Consumer, ids: Sequence[str]) -> Confirmed:
    """Acknowledge these messages; what another consumer was sent is unknown here."""
    told = Confirmed()
    with transaction.atomic():
        numbers = {one: number_of(one) for one in dict.fromkeys(ids)}
        own = Notice.objects.filter(consumer=consumer, pk__in=[one for one in numbers.values() if one is not None])
        notices = {one.pk: one for one in own.select_for_update(of=("self",)).order_by("pk")}
        done = set(own.exclude(acknowledged=None).values_list("pk", flat=True))
        for text, number in numbers.items():
            if number is None or number not in notices:
                told.unknown.append(text)
            elif number in done:
                told.before.append(text)
            else:
                acknowledge(machine(notices[number].basis, "the consumer posted so"), number, "posted")
                done.add(number)
                told.acknowledged.append(text)
    return told
