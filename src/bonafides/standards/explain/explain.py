"""Everything that an explanation tells of one result, computed by the reference from the records of one business."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bonafides.entities.models import Entity
from bonafides.packs.pack import Pack
from bonafides.standards.case.decide import CaseDecided, decide_case
from bonafides.standards.case.records import records_of
from bonafides.standards.explain.future import Future, future_of
from bonafides.standards.explain.nearest import Change, nearest_changes
from bonafides.standards.explain.parameters import UsedParameter, used_parameters
from bonafides.standards.explain.together import Together, together_better
from bonafides.standards.snapshot.same import one_by_decision


@dataclass(frozen=True)
class Explanation:
    """One result, what made it, and what would change it. `entity` is the one that stays where several are one by decision."""

    pack: Pack
    entity: Entity
    as_of: date
    known_at: datetime
    decided: CaseDecided
    parameters: tuple[UsedParameter, ...]
    changes: tuple[Change, ...]
    together: Together | None
    future: Future


def explain(pack: Pack, decision: str, entity: Entity, as_of: date, known_at: datetime) -> Explanation:
    """Explain a decision about a business. Raises StandardNotFoundError where the pack has none in force on the day."""
    root = one_by_decision(known_at).get(entity.pk)
    one = entity if root is None else Entity.objects.get(pk=root)
    records = records_of(pack, one.pk, known_at)
    decided = decide_case(pack, decision, one, records, as_of)
    changes = nearest_changes(pack, decided)
    return Explanation(
        pack,
        one,
        as_of,
        known_at,
        decided,
        used_parameters(pack, decided, as_of),
        changes,
        together_better(pack, decided, changes),
        future_of(pack, decision, one, records, as_of),
    )
