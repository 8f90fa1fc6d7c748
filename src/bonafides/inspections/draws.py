"""A draw recomputed from what was frozen and its seed: who is drawn, who is the reserve, who is sent where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.frozen import frozen_list
from bonafides.inspections.models import Draw, Held, Substitution
from bonafides.inspections.queries import commitment_of
from bonafides.inspections.team import kept_team
from bonafides.kernel.draw.assigned import Sent, send
from bonafides.kernel.draw.bundle import Result
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.roster import Team
from bonafides.kernel.draw.seeds.source import seed_of
from bonafides.kernel.draw.selection import Ranked, draw, substitute
from bonafides.kernel.draw.selection import Substitution as Swap
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.draw.tickets import ticket_key


@dataclass(frozen=True)
class Drawing:
    """All that follows. Nothing of it is read from what was written when the draw was held."""

    commitment: Commitment
    frozen: Frozen
    team: Team
    seed: bytes
    ranked: Mapping[str, Ranked]
    swaps: Sequence[Swap]
    sent: Sent

    @property
    def result(self) -> Result:
        return Result.of(self.ranked, self.swaps, self.sent)

    @cached_property
    def in_order(self) -> list[str]:
        """The drawn in the order of their tickets, then the substitutes as they came."""
        drawn = sorted(place for one in self.ranked.values() for place in one.order[: one.quota])
        return [code for _, code in drawn] + [one.into for one in self.swaps if one.into is not None]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each stands in that order, from 1."""
        return {code: place for place, code in enumerate(self.in_order, 1)}

    @cached_property
    def officers(self) -> dict[str, tuple[str, ...]]:
        """Business → its officers, the one who leads first."""
        return {one.code: one.officers for one in self.sent.visits}

    @cached_property
    def unserved(self) -> dict[str, Mapping[str, int]]:
        """Business → why each officer could not go."""
        return {one.code: one.reasons for one in self.sent.unserved}

    def subject(self, code: str) -> Subject:
        return self.frozen.subjects[self.frozen.place(code)]


def recompute(of: Draw, seed: bytes, gone: Iterable[tuple[str, str]] = ()) -> Drawing:
    """A draw by a seed, with these (code, reason) substituted in their order. Raises RefusedError."""
    commitment = commitment_of(of)
    frozen, team = frozen_list(commitment), kept_team(of.officers, commitment)
    try:
        ranked = draw(commitment, frozen.subjects, seed)
        swaps = substitute(commitment, ranked, gone)
        sent = send(ticket_key(commitment.draw, seed), ranked, frozen.subjects, team, swaps)
    except Refused as error:
        raise RefusedError("%(draw)s: %(error)s", draw=of.draw, error=error) from error
    return Drawing(commitment, frozen, team, seed, ranked, swaps, sent)


def _as_made(swaps: Sequence[Swap], made: Iterable[Substitution]) -> bool:
    return all(swap.into == (one.into.code if one.into else None) for swap, one in zip(swaps, made, strict=False))


def held_drawing(held: Held, more: Iterable[tuple[str, str]] = ()) -> Drawing:
    """A draw that was held, with the substitutions made so far, and `more`. Raises RefusedError where the rows say otherwise."""
    made = Substitution.objects.select_related("out", "into").filter(draw=held.draw).order_by("place")
    try:
        seed = seed_of(commitment_of(held.draw), held.evidence)
    except Refused as error:
        raise RefusedError("%(draw)s: %(error)s", draw=held.draw.draw, error=error) from error
    drawing = recompute(held.draw, seed, [*((one.out.code, one.reason) for one in made), *more])
    if list(drawing.result.drawn) != held.drawn or not _as_made(drawing.swaps, made):
        raise RefusedError(
            "what is on record of %(draw)s is not what follows from its seed: the rows were changed",
            draw=held.draw.draw,
        )
    return drawing
