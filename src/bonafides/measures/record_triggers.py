"""A record as a trigger: what the last correction says, until a withdrawal or an annulment, or its own end."""

from __future__ import annotations

from bonafides.entities.models import Entity
from bonafides.measures.triggers import Trigger
from bonafides.packs.queries import installed_pack
from bonafides.records.locked.form import clear_of
from bonafides.records.models import Record
from bonafides.standards.case.records import facts_of

RECORD = "record"
SHIELDED = "restructuring: "
"""How `stop-publication` begins the reason of a withdrawal that lasts as long as a plan (`why: restructuring`)."""


def find_record(ref: int, entity: Entity | None = None) -> Trigger | None:
    """The record of this number, known by the number of the first of its line."""
    record = _one(ref)
    if record is None:
        return None
    while record.supersedes is not None and (earlier := _one(record.supersedes)) is not None:
        record = earlier
    first, standing, ended, shielded = record, record, None, False
    while (later := Record.objects.filter(supersedes=record.pk).first()) is not None:
        record = later
        if record.action == Record.Action.CORRECTION:
            standing = _one(record.pk) or standing
        else:
            ended, shielded = record.event_date, str(record.reason).startswith(SHIELDED)
            break
    pack, _ = installed_pack(standing.kind.pack)
    kind = pack.catalogue.get(standing.kind.name)
    facts = {**standing.facts, **clear_of(standing.withheld)}
    return Trigger(
        RECORD, first.pk, standing.entity, pack.name, standing.kind.name, standing.agency.name, standing.event_date,
        standing.valid_from, standing.valid_to, ended, standing.pk, facts_of(kind.facts.properties, facts) if kind else {},
        shielded=shielded,
    )  # fmt: skip


def _one(number: int) -> Record | None:
    return Record.objects.select_related("kind", "agency", "entity").filter(pk=number).first()
