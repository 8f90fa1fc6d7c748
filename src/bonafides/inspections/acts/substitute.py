"""Put a drawn business aside for a reason that was committed to; the next of the reserve takes its place."""

from __future__ import annotations

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.assignments import assignment_of
from bonafides.inspections.draws import held_drawing
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.joint import visits_to_join
from bonafides.inspections.models import Assignment, Draw, Entry, Substitution
from bonafides.inspections.queries import entities_by_code, held_of, item_of, refuse_others
from bonafides.packs.queries import pack_of_version


@official_act("inspections.substitute", by=(Role.DECIDER,), evidence=True)
def substitute(acting: Acting, draw: Draw, code: str, reason: str) -> Substitution:
    """The substitution, with the assignment of the substitute. Refused for a reason that was not committed to."""
    draw = Draw.objects.select_for_update(of=("self",)).select_related("agency", "pack_version").get(pk=draw.pk)
    refuse_others(draw, acting)
    if (held := held_of(draw)) is None:
        raise RefusedError("%(draw)s was not held yet: nobody is drawn", draw=draw.draw)
    if Entry.objects.filter(assignment__draw=draw, assignment__entity__code=code).exists():
        raise RefusedError("%(code)s was visited already: what was inspected is not put aside", code=code)
    drawing, pack = held_drawing(held, [(code, reason)]), pack_of_version(draw.pack_version)
    swap, item = drawing.swaps[-1], item_of(pack, draw.item, draw.as_of)
    entities = entities_by_code(pack, [code, *([swap.into] if swap.into else [])])
    into, unserved = entities.get(swap.into or ""), drawing.unserved.get(swap.into or "")
    acting.subject = entities[code].pk
    acting.details = {"draw": draw.draw, "reason": reason, "place": len(drawing.swaps)}
    acting.tell(draw=draw.draw, place=len(drawing.swaps))
    done = acting.write(
        Substitution, draw=draw, place=len(drawing.swaps), out=entities[code], reason=reason, into=into,
        unserved=None if unserved is None else dict(unserved),
    )  # fmt: skip
    if into is not None and unserved is None:
        joins = visits_to_join(pack, item, {into.pk}).get(into.pk)
        acting.write(Assignment, **assignment_of(draw, item, drawing, into.code, into.pk, joins))
    return done
