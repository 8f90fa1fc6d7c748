"""Decide that two entities are one business. Never automatic: a likeness of names is a reason to look, not a finding."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, official_act
from bonafides.entities.models import Entity, Merge


@official_act("entities.merge")
def merge(acting: Acting, entity: Entity, into: Entity) -> Merge:
    """From now on the records of both are read under either code. Both codes stay; `entities.split` undoes it."""
    # Locked in the order of their numbers, so that two officers deciding at once cannot wait for each other.
    locked = {
        one.pk: one for one in Entity.objects.select_for_update().filter(pk__in=(entity.pk, into.pk)).order_by("pk")
    }
    if len(locked) != 2:
        raise ActRefusedError("expected two different entities of this register; nothing was changed")
    standing = Merge.objects.filter(split=None)
    if standing.filter(Q(entity=entity, into=into) | Q(entity=into, into=entity)).exists():
        raise ActRefusedError(f"{entity} and {into} are one by decision already; nothing was changed")
    if (already := standing.filter(entity=entity).first()) is not None:
        raise ActRefusedError(f"{entity} was merged into {already.into} already; undo that first, nothing was changed")
    acting.subject = entity.pk
    acting.details = {"entity": str(entity), "into": str(into)}
    return Merge.objects.create(entity=entity, into=into, act_id=acting.id, decided_at=timezone.now())
