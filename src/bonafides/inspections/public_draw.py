"""A draw as anybody may read it: what was fixed beforehand, the seed, who was drawn, who goes, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bonafides.inspections.models import Abandoned, Assignment, Draw, Held, Publication, Substitution
from bonafides.inspections.overview import state_of
from bonafides.inspections.queries import standing
from bonafides.ledger.index import index_of_leaf
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack
from bonafides.packs.queries import pack_of_version


@dataclass(frozen=True)
class Sent:
    """A business that was drawn, the numbers of its officers, and its results once they are public."""

    assignment: Assignment
    results: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.assignment.entity.code


@dataclass(frozen=True)
class PublicDraw:
    """No stratum of any business, and nothing of what officers declared."""

    draw: Draw
    pack: Pack
    item: InspectionItem
    state: str
    ledger_index: int | None
    held: Held | None
    abandoned: Abandoned | None
    sent: list[Sent]
    waiting: list[str]
    """Drawn, and no officers were assigned yet."""
    substitutions: list[Substitution]

    @property
    def commitment(self) -> dict[str, Any]:
        found: dict[str, Any] = self.draw.commitment
        return found

    @property
    def hash(self) -> str:
        return bytes(self.draw.commitment_hash).hex()

    @property
    def seed(self) -> str:
        return bytes(self.held.seed).hex() if self.held else ""


def public_draw(draw: Draw) -> PublicDraw:
    """The draw, from the rows that its acts wrote."""
    pack = pack_of_version(draw.pack_version)
    held = Held.objects.filter(draw=draw).first()
    published = dict(
        Publication.objects.filter(report__assignment__draw=draw).values_list("report__assignment_id", "records")
    )
    sent = [
        Sent(one, tuple(each["result"] for each in published.get(one.pk, ())))
        # Not in the order of tickets: who stands late in it is of a stratum with a high ratio, and that may be internal.
        for one in standing(draw).select_related("entity").order_by("entity__code")
    ]
    swaps = list(Substitution.objects.select_related("out", "into").filter(draw=draw).order_by("place"))
    gone = {one.out.code for one in swaps} | {one.code for one in sent}
    return PublicDraw(
        draw=draw,
        pack=pack,
        item=pack.inspection_items[draw.item],
        state=state_of(draw),
        ledger_index=index_of_leaf(draw.leaf),
        held=held,
        abandoned=Abandoned.objects.filter(draw=draw).first(),
        sent=sent,
        waiting=[code for code in held.drawn if code not in gone] if held else [],
        substitutions=swaps,
    )
