"""Give a reward to many businesses for the tier that a run gave them: one act for each few thousand, as the run is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import Entity
from bonafides.measures.models import Instance
from bonafides.measures.permission import YES, permission
from bonafides.measures.rows import row_of
from bonafides.measures.tier_triggers import TIER
from bonafides.measures.triggers import Trigger
from bonafides.packs.queries import installed_pack
from bonafides.tiers.models import Run


@official_act("measures.reward_tier", by=(Role.OPERATOR,))
def reward_tier(
    acting: Acting, run: Run, measure: str, tier: str, entities: Sequence[Entity], on: date
) -> list[Instance]:
    """The instances for those of these businesses for which the standard permits the reward.

    Neither the act nor its event names a business or the tier: who reads the register of acts learns how many.
    """
    pack, version = installed_pack(run.pack_version.pack)
    one = pack.measures.get(measure)
    if one is None or one.kind != "reward":
        raise ActRefusedError(
            "expected a reward of pack %(pack)s, came `%(measure)s`; nothing was changed",
            pack=pack.name,
            measure=measure,
        )
    rows, permitted = [], dict[str, bool]()
    for entity in entities:
        trigger = Trigger(TIER, run.pk, entity, pack.name, tier, "", run.as_of, run.as_of)
        if entity.kind not in permitted:  # of what is asked, only the kind differs between businesses of one tier
            permitted[entity.kind] = permission(pack, one, entity, trigger, on).value == YES
        if permitted[entity.kind]:
            rows.append(row_of(pack, version, one, trigger, on, None))
    made = acting.write_many(Instance, rows) if rows else []
    acting.details = {"run": run.pk, "measure": measure, "imposed": len(made)}
    return made
