"""All that weighs on a business at once: each measure that counts, by which agency, and what it comes to at each point.

Each agency sees its own measure only; whether the whole is still in proportion shows in the sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bonafides.entities.models import Entity
from bonafides.entities.queries import one_with
from bonafides.measures.models import Instance
from bonafides.measures.standing import counting
from bonafides.packs.measure import Measure
from bonafides.packs.queries import pack_of_version

STRONGEST = ("deny", "require", "weigh", "favour")
"""Which effect comes first where several measures count at one point."""


@dataclass(frozen=True)
class Borne:
    """One measure that counts, as its catalogue words it; `measure` is none where the version had another shape."""

    instance: Instance
    measure: Measure | None

    def as_json(self) -> dict[str, Any]:
        one = self.instance
        return {
            "instance": one.pk, "measure": one.measure, "kind": one.kind, "agency": one.agency.name, "basis": one.basis,
            "title": dict(self.measure.title) if self.measure else {}, "scope": one.scope or None,
            "since": one.since.isoformat(), "until": one.until and one.until.isoformat(), "points": one.points,
            "trigger": {"kind": one.trigger_kind, "number": one.trigger_ref, "of": one.trigger_of},
        }  # fmt: skip


@dataclass(frozen=True)
class Burden:
    """What counts for a business on a day."""

    entity: Entity
    day: date
    measures: list[Borne]

    def points(self) -> dict[str, str]:
        """What the measures come to at each point: the strongest of them."""
        found: dict[str, str] = {}
        for one in self.measures:
            for point, effect in one.instance.points.items():
                found[point] = min(found.get(point, effect), effect, key=STRONGEST.index)
        return dict(sorted(found.items()))

    def agencies(self) -> dict[str, int]:
        """How many penalties each agency has on it."""
        found: dict[str, int] = {}
        for one in self.measures:
            if one.instance.kind == "penalty":
                found[one.instance.agency.name] = found.get(one.instance.agency.name, 0) + 1
        return dict(sorted(found.items()))

    def as_json(self) -> dict[str, Any]:
        return {
            "scheme": self.entity.scheme, "code": self.entity.code, "day": self.day.isoformat(), "agencies": self.agencies(),
            "points": self.points(), "measures": [one.as_json() for one in self.measures],
        }  # fmt: skip


def burden(entity: Entity, day: date, *, seen_by: tuple[str, str] | None = None) -> Burden:
    """What counts for a business, and for all that are one with it by decision.

    `seen_by`: (pack, agency) of who looks; what is not public is left out but for its own. None: the operator, who sees all.
    """
    rows = (
        counting(day)
        .filter(entity__in=one_with(entity))
        .select_related("agency", "version", "entity")
        .defer("version__files")
    )
    found = [
        Borne(one, pack_of_version(one.version).measures.get(one.measure))
        for one in rows.order_by("kind", "since", "pk")
        if one.public or seen_by is None or (one.agency.pack, one.agency.name) == seen_by
    ]
    return Burden(entity, day, found)
