"""Reads of plans, draws, and who goes where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bonafides.acts.act import Acting
from bonafides.entities.models import Entity
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment, Draw, Held, Plan, Substitution
from bonafides.inspections.plan_form import PlannedItem, planned_items
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack

_AT_ONCE = 10_000
"""Codes in one statement, which takes 65,535 values at most."""


def plan_of(pack: str, agency: str, number: str) -> Plan:
    """The plan that an agency filed under a number. Raises RefusedError."""
    found = Plan.objects.select_related("agency").filter(agency__pack=pack, agency__name=agency, number=number).first()
    if found is None:
        known = Joined(plans_of(pack, agency).values_list("number", flat=True)) or Sentence("none")
        raise RefusedError(
            "%(agency)s of pack %(pack)s has filed no plan %(number)r (filed: %(known)s)",
            agency=agency,
            pack=pack,
            number=number,
            known=known,
        )
    return found


def plans_of(pack: str, agency: str | None = None) -> QuerySet[Plan]:
    """The plans of a pack, or of one agency, in the order in which they were filed."""
    of = {"agency__pack": pack} | ({"agency__name": agency} if agency else {})
    return Plan.objects.select_related("agency").filter(**of).order_by("pk")


def draw_of(draw: str) -> Draw:
    """The draw of an id. Raises RefusedError."""
    found = Draw.objects.select_related("agency", "plan", "held", "abandoned").filter(draw=draw).first()
    if found is None:
        raise RefusedError(
            "no draw %(draw)r was committed to here; bonafides inspection list shows those that were", draw=draw
        )
    return found


def commitment_of(draw: Draw) -> Commitment:
    """The commitment of a draw. Raises RefusedError where the row is not what went into the ledger."""
    commitment = Commitment.of_json(draw.commitment)
    if commitment.hash() != bytes(draw.commitment_hash) or commitment.draw != draw.draw:
        raise RefusedError(
            "the commitment of %(draw)s was changed: its hash is not the one in the ledger", draw=draw.draw
        )
    return commitment


def refuse_others(draw: Draw, acting: Acting) -> None:
    """Raise RefusedError where somebody of another agency acts on a draw."""
    if (draw.agency.pack, draw.agency.name) != (acting.pack, acting.agency):
        raise RefusedError(
            "%(draw)s is a draw of %(agency)s; its own officers act on it", draw=draw.draw, agency=draw.agency.name
        )


def held_of(draw: Draw) -> Held | None:
    """What came of a draw; None where it was not held yet."""
    return Held.objects.filter(draw=draw).first()


@dataclass(frozen=True)
class NextDraw:
    """The draw of a batch that may be committed to next: the id that promises of a ceremony are made for."""

    draw: str
    attempt: int
    item: str
    batch: int
    since: date
    until: date


def next_draw(plan: Plan, item: str, batch: int) -> NextDraw:
    """The draw of a batch that may be committed to. Raises RefusedError where there can be none."""
    planned = planned_item(plan, item)
    if not 1 <= batch <= len(planned.batches):
        raise RefusedError(
            "plan %(number)s draws %(item)s in %(batches)s batches; there is no batch %(batch)s",
            number=plan.number,
            item=item,
            batches=len(planned.batches),
            batch=batch,
        )
    if Plan.objects.filter(replaces=plan).exists():
        raise RefusedError(
            "plan %(number)s was replaced by another; draw by the one that is in force", number=plan.number
        )
    earlier = (
        Draw.objects.select_related("held", "abandoned").filter(plan=plan, item=item, batch=batch).order_by("attempt")
    )
    for one in earlier:
        if not hasattr(one, "abandoned"):
            said = (
                Sentence("was held")
                if hasattr(one, "held")
                else Sentence("is committed to; hold it, or give it up in public (abandon)")
            )
            raise RefusedError("%(draw)s %(said)s: a batch is drawn once", draw=one.draw, said=said)
    attempt, of = len(earlier) + 1, planned.batches[batch - 1]
    draw = ".".join(
        [plan.agency.pack, plan.agency.name, plan.number, item, str(batch), *([str(attempt)] * (attempt > 1))]
    )
    return NextDraw(draw, attempt, item, batch, of.since, of.until)


def planned_item(plan: Plan, item: str) -> PlannedItem:
    """An item as a plan has it. Raises RefusedError."""
    planned = planned_items(plan.items)
    if item not in planned:
        raise RefusedError(
            "plan %(number)s has no item `%(item)s`; it has %(planned)s",
            number=plan.number,
            item=item,
            planned=Joined(planned),
        )
    return planned[item]


def item_of(pack: Pack, name: str, day: date) -> InspectionItem:
    """An item of a pack that is in force on a day. Raises RefusedError."""
    item = pack.inspection_items.get(name)
    if item is None:
        known = Joined(pack.inspection_items) or Sentence("none")
        raise RefusedError(
            "pack %(pack)s has no inspection item `%(name)s`; it has %(known)s", pack=pack.name, name=name, known=known
        )
    if not item.in_force.covers(day):
        raise RefusedError("inspection item `%(name)s` is not in force on %(day)s", name=name, day=day)
    return item


def standing(draw: Draw | None = None) -> QuerySet[Assignment]:
    """Who is to inspect what: not replaced by other officers, and not put aside for a substitute."""
    replaced = Assignment.objects.filter(replaces=OuterRef("pk"))
    out = Substitution.objects.filter(draw=OuterRef("draw"), out=OuterRef("entity"))
    found = Assignment.objects.select_related("entity", "draw").filter(~Exists(replaced), ~Exists(out))
    return (found if draw is None else found.filter(draw=draw)).order_by("place", "pk")


def entities_by_code(pack: Pack, codes: Iterable[str]) -> dict[str, Entity]:
    """The businesses of codes of a pack's identity schemes."""
    schemes = [one.scheme for one in pack.info.schemes if one.role == "identity"]
    wanted, found = list(codes), dict[str, Entity]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = Entity.objects.filter(scheme__in=schemes, code__in=wanted[start : start + _AT_ONCE])
        found |= {one.code: one for one in some}
    return found


def unserved(draw: Draw) -> list[dict[str, Any]]:
    """The businesses of a draw for which it had no officers, and nobody has named any since: {entity, code, reasons}."""
    held = held_of(draw)
    swaps = list(Substitution.objects.select_related("into").filter(draw=draw).order_by("place"))
    found = list(held.unserved) if held else []
    found += [
        {"entity": one.into.pk, "code": one.into.code, "reasons": one.unserved}
        for one in swaps
        if one.into is not None and one.unserved is not None
    ]
    done = {one.out_id for one in swaps} | set(standing(draw).values_list("entity_id", flat=True))
    return [one for one in found if one["entity"] not in done]
