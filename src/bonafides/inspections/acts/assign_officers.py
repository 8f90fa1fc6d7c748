"""Name the officers for a drawn business by hand: where the draw has none for it, or one of them may not go after all."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.draws import held_drawing
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.fit import refuse_unfit
from bonafides.inspections.models import Assignment, Draw
from bonafides.inspections.queries import entities_by_code, held_of, item_of, refuse_others, standing, unserved
from bonafides.inspections.strata import BY_LAW
from bonafides.packs.queries import pack_of_version


@official_act("inspections.assign_officers", by=(Role.DECIDER,))
def assign_officers(acting: Acting, draw: Draw, code: str, officers: tuple[str, ...], day: date) -> Assignment:
    """The new assignment. All that the draw asks of officers holds but capacity. Its bundle goes on saying what it said."""
    draw = Draw.objects.select_for_update(of=("self",)).select_related("agency", "pack_version").get(pk=draw.pk)
    refuse_others(draw, acting)
    if (held := held_of(draw)) is None:
        raise RefusedError("%(draw)s was not held yet: nobody is drawn", draw=draw.draw)
    pack = pack_of_version(draw.pack_version)
    item, drawing = item_of(pack, draw.item, draw.as_of), held_drawing(held)
    before = standing(draw).filter(entity__code=code).first()
    if before is None and code not in {one["code"] for one in unserved(draw)}:
        raise RefusedError("%(code)s is not among those to be inspected after %(draw)s", code=code, draw=draw.draw)
    entity, subject = entities_by_code(pack, [code])[code].pk, drawing.subject(code)
    refuse_unfit(pack, item, entity, subject.region or "", officers, day)
    acting.subject = entity
    acting.details = {
        "draw": draw.draw,
        "officers": list(officers),
        "instead_of": list(before.officers) if before else [],
    }
    acting.tell(draw=draw.draw)
    lead, second, *others = officers
    by_law = item.full_coverage or subject.stratum == BY_LAW
    return acting.write(
        Assignment, draw=draw, agency_id=draw.agency_id, pack_version_id=draw.pack_version_id, entity_id=entity,
        item=draw.item, reason=Assignment.Reason.STATUTORY if by_law else Assignment.Reason.PLAN,
        region=subject.region or "", lead=lead, second=second, others=others, place=drawing.places[code],
        joins=before.joins if before else None, replaces=before,
    )  # fmt: skip
