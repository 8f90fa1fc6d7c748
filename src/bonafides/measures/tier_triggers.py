"""A tier as a trigger: that which the last run gave a business. Internal, and no ground for anything but a reward."""

from __future__ import annotations

from bonafides.entities.models import Entity
from bonafides.measures.triggers import Trigger
from bonafides.tiers.models import Run
from bonafides.tiers.queries import last_run, standing

TIER = "tier"


def find_tier(ref: int, entity: Entity | None = None) -> Trigger | None:
    """The tier that run `ref` left a business with; gone since the last run, if that gave it another."""
    run = Run.objects.select_related("pack_version").filter(pk=ref).first()
    tier = tier_after(run, entity)
    if run is None or entity is None or tier is None:
        return None
    last = last_run(run.pack_version.pack)
    gone = None if last is None or tier_after(last, entity) == tier else last.as_of
    pack = run.pack_version.pack
    return Trigger(TIER, run.pk, entity, pack, tier, "", run.as_of, run.as_of, ended=gone)


def tier_after(run: Run | None, entity: Entity | None) -> str | None:
    """The tier that stands for a business after a run."""
    if run is None or entity is None:
        return None
    rows = standing(run, [entity.pk])
    return rows[0]["tier"] if rows else None
