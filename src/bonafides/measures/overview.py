"""The catalogue as it is in force here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bonafides.packs.measure import Measure
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack, packs_in_force


@dataclass(frozen=True)
class Catalogued:
    """One measure of a pack in force."""

    pack: Pack
    measure: Measure

    def basis(self) -> str:
        """What it rests on, as instruments and articles."""
        cited = (f"{one.instrument} {one.article}" if one.article else one.instrument for one in self.measure.basis)
        return "; ".join(cited)

    def as_json(self) -> dict[str, Any]:
        told = self.measure.model_dump(mode="json", by_alias=True, exclude_none=True)
        return {"pack": self.pack.name, **told}


def catalogue(*, pack: str | None = None, agency: str | None = None, point: str | None = None) -> list[Catalogued]:
    """The measures of every pack in force, or of one; of an agency, and at a point, where these are given."""
    packs = [installed_pack(pack)] if pack else packs_in_force()
    return [
        Catalogued(one, measure)
        for one, _ in packs
        for measure in one.measures.values()
        if agency in (None, measure.agency) and (point is None or point in measure.points)
    ]
