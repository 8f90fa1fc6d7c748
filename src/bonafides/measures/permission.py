"""May this measure be imposed? The decision `measure_permitted` of the pack says; here it is given its facts."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import SUBJECT_KINDS, Entity
from bonafides.measures.catalogue import ground, proportionate
from bonafides.measures.triggers import Trigger
from bonafides.packs.measure import Measure
from bonafides.packs.pack import Pack
from bonafides.standards.case.asked import Asked, ask

PERMITTED = "measure_permitted"
YES = "yes"


def permission(
    pack: Pack, measure: Measure | None, entity: Entity, trigger: Trigger, day: date, *, within: bool = True
) -> Asked:
    """The decision on one measure. `measure` is none where the catalogue has none of that name in force.

    `within`: what an officer chose is within the statutory degree; beyond it a measure is not proportionate.
    """
    pattern = None if measure is None else ground(pack, measure, trigger, day)
    given = {
        "on_business": entity.kind in SUBJECT_KINDS,
        "has_basis": measure is None or bool(basis_on(pack, measure, day)),
        "in_list": measure is not None and entity.kind in measure.targets,
        "related": measure is None or pattern is not None,
        "proportionate": measure is None or (within and proportionate(measure, pattern, trigger)),
        "trigger_holds": trigger.holds_on(day),
    }
    return ask(pack, PERMITTED, given, day)


def basis_on(pack: Pack, measure: Measure, day: date) -> str:
    """What a measure rests on that is in force on a day, as instruments and articles; nothing where no rank that it needs is."""
    entry = pack.measure_list[measure.entry]
    cited = [one for one in measure.basis if pack.instruments[one.instrument].in_force.covers(day)]
    if not any(pack.instruments[one.instrument].rank in entry.needs for one in cited):
        return ""
    return "; ".join(f"{one.instrument} {one.article}" if one.article else one.instrument for one in cited)


def refuse_unless(asked: Asked, what: str) -> None:
    """Raise ActRefusedError where the decision says no, with its rule."""
    if asked.value != YES:
        raise ActRefusedError(
            "%(what)s: `%(decision)s` says `%(asked)s` (%(basis)s): %(reason)s Nothing was changed",
            what=what,
            decision=asked.decision,
            asked=asked.value,
            basis=asked.basis,
            reason=asked.reason,
        )
