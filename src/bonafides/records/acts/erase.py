"""Erase the locked facts of a business: its keys are destroyed, so that no copy of them can be read any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import Entity, EntityKey, Erasure
from bonafides.entities.queries import one_with
from bonafides.kernel.sentence import OR, Joined, Sentence
from bonafides.packs.facts import LOCKED
from bonafides.records.ingest.erased_cells import erase_cells
from bonafides.records.ingest.keys import destroy
from bonafides.records.locked.kept import kept_until, records_under
from bonafides.records.locked.keyring import ALONE


@official_act("records.erase", by=(Role.OPERATOR,), evidence=True)
def erase(
    acting: Acting, entity: Entity, of: Iterable[str] = ("personal",), *, despite_retention: bool = False
) -> list[Erasure]:
    """The facts of these classes, in every record and in quarantine, of the business and all that are one with it.

    Refused while the law has their records kept, unless who acts says that it orders the erasure all the same: then the basis and
    the evidence say how. No facts of the classes are taken in again until `records.readmit`.
    """
    classes = tuple(dict.fromkeys(of))
    if not classes or set(classes) - set(LOCKED):
        raise ActRefusedError(
            "expected classes that are locked (%(locked)s), came %(classes)s",
            locked=Joined(LOCKED),
            classes=Joined(classes) or Sentence("none"),
        )
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
    numbers = one_with(entity)
    keys = list(EntityKey.objects.filter(entity_id__in=numbers, of__in=classes).order_by("pk"))
    if not keys:
        raise ActRefusedError("%(told)s; nothing was changed", told=_none(entity, numbers, classes))
    records = records_under(keys)
    if not despite_retention:
        _refuse_kept(kept_until(records), timezone.localdate())
    acting.subject = entity.pk
    cells = erase_cells(numbers, classes)
    acting.details = {
        "entity": str(entity), "classes": list(classes), "records": len(records), "quarantined": cells,
        "despite_retention": despite_retention,
    }  # fmt: skip
    done = acting.write_many(Erasure, [{"entity_id": one.entity_id, "of": one.of, "key": one.pk} for one in keys])
    destroy(keys)
    acting.tell(classes=list(classes), entities=sorted({one.entity_id for one in keys}))
    return done


def _none(entity: Entity, numbers: set[int], classes: tuple[str, ...]) -> str:
    gone = Erasure.objects.filter(entity_id__in=numbers, of__in=classes).order_by("-pk").first()
    told = Sentence(
        "expected facts of %(entity)s that are %(classes)s, there are none", entity=entity, classes=Joined(classes, OR)
    )
    return Sentence("%(told)s: act %(act_id)s erased them", told=told, act_id=gone.act_id) if gone else told


def _refuse_kept(until: dict[str, date | None], today: date) -> None:
    """Name the kinds whose records are still to be kept."""
    kept = {kind: day for kind, day in until.items() if day is None or day > today}
    if kept:
        told = Joined(
            Sentence("%(kind)s (until %(day)s)", kind=kind, day=day or Sentence("it ends, and then on"))
            for kind, day in kept.items()
        )
        raise ActRefusedError(
            "expected records whose retention is over, these are still to be kept: %(told)s. Where a law, a court or "
            "unlawful processing demands the erasure all the same, say so (--despite-retention) and name it as "
            "basis; nothing was changed",
            told=told,
        )
