"""Let locked facts of a business come in again after an erasure. What was erased stays so."""

from __future__ import annotations

from django.db import connection

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import Entity, Erasure, Readmission
from bonafides.records.locked.keyring import ALONE


@official_act("records.readmit", by=(Role.OPERATOR,))
def readmit(acting: Acting, entity: Entity, of: str = "personal") -> list[Readmission]:
    """From now on facts of the class are kept, under a new key: there must be a basis for it, as for any collection."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
    closed = list(Erasure.objects.filter(entity=entity, of=of, readmission=None).order_by("pk"))
    if not closed:
        raise ActRefusedError(
            "expected that facts of %(entity)s that are %(of)s were erased, they were not; nothing was changed",
            entity=entity,
            of=of,
        )
    acting.subject = entity.pk
    acting.details = {"entity": str(entity), "class": of, "erased_by": [one.act_id for one in closed]}
    return acting.write_many(Readmission, [{"erasure_id": one.pk} for one in closed])
