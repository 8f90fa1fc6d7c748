"""Undo a merge: the two codes are two businesses."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.acts.merge import ONE_AT_A_TIME
from bonafides.entities.models import Entity, Merge, Split


@official_act("entities.split", by=(Role.OPERATOR,))
def split(acting: Acting, entity: Entity, into: Entity) -> Split:
    """Each is read alone again from now on; as it was known before, they stay one."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    merge = Merge.objects.filter(entity=entity, into=into, split=None).first()
    if merge is None:
        raise ActRefusedError(
            "expected a standing decision that %(entity)s is %(into)s, there is none; nothing was changed",
            entity=entity,
            into=into,
        )
    acting.subject = entity.pk
    acting.details = {"entity": str(entity), "into": str(into), "merge": merge.pk}
    return acting.write(Split, merge=merge, decided_at=timezone.now())
