"""Give a draw up in public, before it is held: its seed never came, or a party to the ceremony did not reveal."""

from __future__ import annotations

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Abandoned, Draw, Held
from bonafides.inspections.queries import refuse_others


@official_act("inspections.abandon_draw", by=(Role.DECIDER,))
def abandon_draw(acting: Acting, draw: Draw) -> Abandoned:
    """The batch may then be drawn by another draw, of another id. What was committed to stays on record, with the reason."""
    draw = Draw.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draw.pk)
    refuse_others(draw, acting)
    if Held.objects.filter(draw=draw).exists():
        raise RefusedError("%(draw)s was held: what was drawn stays drawn", draw=draw.draw)
    if Abandoned.objects.filter(draw=draw).exists():
        raise RefusedError("%(draw)s was given up already", draw=draw.draw)
    acting.details = {"draw": draw.draw}
    acting.tell(draw=draw.draw)
    return acting.write(Abandoned, draw=draw)
