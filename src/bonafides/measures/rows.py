"""The row of an instance: what was imposed, as the catalogue says it on that day."""

from __future__ import annotations

from datetime import date
from typing import Any

from bonafides.agencies.queries import agency
from bonafides.measures.duration import Stated
from bonafides.measures.permission import basis_on
from bonafides.measures.triggers import Trigger
from bonafides.packs.measure import Measure
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack


def row_of(
    pack: Pack, version: PackVersion, measure: Measure, trigger: Trigger, since: date, until: date | None,
    *, stated: Stated | None = None, scope: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The columns of an instance."""
    return {
        "entity": trigger.entity, "measure": measure.measure, "kind": measure.kind, "version": version,
        "agency": agency(pack.name, measure.agency), "basis": basis_on(pack, measure, since),
        "trigger_kind": trigger.kind, "trigger_ref": trigger.ref, "trigger_of": trigger.of, "record": trigger.record,
        "points": points_of(pack, measure, scope), "scope": scope, "since": since, "until": until,
        "public": measure.public, "given": dict(stated or {}),
    }  # fmt: skip


def points_of(pack: Pack, measure: Measure, scope: str = "") -> dict[str, str]:
    """Where a measure counts: at its points, and of those that are about some scopes only, at those that cover its own."""
    found: dict[str, str] = {}
    for name, effect in measure.points.items():
        covers = pack.decision_points[name].covers
        if not scope or covers is None or scope in covers:
            found[name] = effect
    return found
