"""Decide that two entities are one business. Never automatic: a likeness of names is a reason to look, no finding."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import Entity, Merge
from bonafides.entities.queries import one_with

# Two decisions that are each in order may make a circle together: one officer at a time. Reading goes on.
ONE_AT_A_TIME = "LOCK TABLE entities_merge IN SHARE ROW EXCLUSIVE MODE"


@official_act("entities.merge", by=(Role.OPERATOR,))
def merge(acting: Acting, entity: Entity, into: Entity) -> Merge:
    """From now on the records of both are read under either code. Both codes stay; `entities.split` undoes it."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    if Entity.objects.filter(pk__in=(entity.pk, into.pk)).count() != 2:
        raise ActRefusedError("expected two different entities of this register; nothing was changed")
    if into.pk in one_with(entity):
        raise ActRefusedError(
            "%(entity)s and %(into)s are one by decision already; nothing was changed", entity=entity, into=into
        )
    if (already := Merge.objects.filter(split=None, entity=entity).first()) is not None:
        raise ActRefusedError(
            "%(entity)s was merged into %(into)s already; undo that first, nothing was changed",
            entity=entity,
            into=already.into,
        )
    acting.subject = entity.pk
    acting.details = {"entity": str(entity), "into": str(into)}
    return acting.write(Merge, entity=entity, into=into, decided_at=timezone.now())
