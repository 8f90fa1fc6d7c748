"""Which instances count on a day, and the one lock under which measures of a business begin and end."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from bonafides.entities.models import Entity
from bonafides.measures.models import Declined, Instance, Lift


def counting(day: date) -> QuerySet[Instance]:
    """The instances that count on a day."""
    lifted = Lift.objects.filter(instance=OuterRef("pk"), on__lte=day)
    return Instance.objects.filter(Q(until=None) | Q(until__gt=day), ~Exists(lifted), since__lte=day)


def not_lifted() -> QuerySet[Instance]:
    """The instances without a lift, whether they have begun, count or are past their end."""
    return Instance.objects.filter(lift=None)


def lock(entity: Entity) -> None:
    """One at a time imposes or lifts measures of a business, until the transaction ends."""
    Entity.objects.select_for_update(no_key=True).get(pk=entity.pk)


def declined(entity: Entity, pack: str, measure: str) -> bool:
    """Whether a business does not want a reward."""
    last = Declined.objects.filter(entity=entity, pack=pack, measure=measure).order_by("-pk").first()
    return last is not None and not last.again
