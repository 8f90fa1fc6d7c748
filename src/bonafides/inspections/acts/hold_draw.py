"""Hold a draw: check the seed, select the lowest tickets, send officers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.assignments import assignment_of
from bonafides.inspections.draws import recompute
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.joint import visits_to_join
from bonafides.inspections.models import Assignment, Draw, Held
from bonafides.inspections.queries import commitment_of, entities_by_code, item_of, refuse_others
from bonafides.inspections.sealed_before import refuse_unsealed
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.seeds.source import seed_of
from bonafides.packs.queries import pack_of_version


@official_act("inspections.hold_draw", by=(Role.DECIDER,))
def hold_draw(acting: Acting, draw: Draw, evidence: Mapping[str, Any]) -> Held:
    """What was drawn, with an assignment for each business that the draw has officers for.

    Refused before the commitment stands in the ledger, for another seed than the one committed to, and a second time.
    """
    draw = Draw.objects.select_for_update(of=("self",)).select_related("agency", "pack_version").get(pk=draw.pk)
    refuse_others(draw, acting)
    if Held.objects.filter(draw=draw).exists():
        raise RefusedError("%(draw)s was held: a draw is held once, with one seed", draw=draw.draw)
    if hasattr(draw, "abandoned"):
        raise RefusedError("%(draw)s was given up in public; commit to another draw of the batch", draw=draw.draw)
    commitment = commitment_of(draw)
    refuse_unsealed(draw, commitment)
    try:
        seed = seed_of(commitment, evidence)
    except Refused as error:
        raise RefusedError("%(draw)s: %(error)s", draw=draw.draw, error=error) from error
    drawing, pack = recompute(draw, seed), pack_of_version(draw.pack_version)
    item = item_of(pack, draw.item, draw.as_of)
    entities = {code: one.pk for code, one in entities_by_code(pack, drawing.in_order).items()}
    joins = visits_to_join(pack, item, set(entities.values()))
    # In the order of codes: a visit's number is public, and in the order of tickets it would tell how late a business was
    # drawn, and so of which stratum it is.
    served = sorted(code for code in drawing.in_order if code in drawing.officers)
    acting.write_many(
        Assignment,
        [assignment_of(draw, item, drawing, code, entities[code], joins.get(entities[code])) for code in served],
    )
    told = {"draw": draw.draw, "drawn": len(drawing.in_order), "unserved": len(drawing.unserved)}
    acting.details = told | {"seed": seed.hex()}
    acting.tell(**told)
    result = drawing.result.to_json()
    unserved = [
        {"entity": entities[code], "code": code, "reasons": dict(why)} for code, why in drawing.unserved.items()
    ]
    return acting.write(
        Held, draw=draw, evidence=dict(evidence), seed=seed, thresholds=result["thresholds"], drawn=result["drawn"],
        unserved=unserved,
    )  # fmt: skip
