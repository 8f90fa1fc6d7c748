"""The plans and where each of their draws stands: what anybody may know of them."""

from __future__ import annotations

from typing import Any

from bonafides.inspections.models import Draw, Plan
from bonafides.inspections.plan_form import planned_items
from bonafides.inspections.queries import next_draw
from bonafides.ledger.index import index_of_leaf


def overview(pack: str | None = None, agency: str | None = None) -> list[dict[str, Any]]:
    """Every plan (of a pack, of an agency) with its draws, those that are still to be committed to among them."""
    plans = Plan.objects.select_related("agency", "replaced_by").order_by("pk")
    plans = plans.filter(agency__pack=pack) if pack else plans
    return [_plan(one) for one in (plans.filter(agency__name=agency) if agency else plans)]


def _plan(plan: Plan) -> dict[str, Any]:
    replaced = getattr(plan, "replaced_by", None)
    draws = []
    for item in planned_items(plan.items).values():
        for batch in item.batches:
            made = list(
                Draw.objects.select_related("held", "abandoned")
                .filter(plan=plan, item=item.item, batch=batch.batch)
                .order_by("attempt")
            )
            planned = {
                "item": item.item,
                "batch": batch.batch,
                "from": batch.since.isoformat(),
                "to": batch.until.isoformat(),
            }
            draws += [planned | {"draw": one.draw, "state": state_of(one)} for one in made]
            if replaced is None and all(hasattr(one, "abandoned") for one in made):
                following = next_draw(plan, item.item, batch.batch).draw
                draws.append(planned | {"draw": following, "state": "planned"})
    return {
        "pack": plan.agency.pack, "agency": plan.agency.name, "plan": plan.number, "year": plan.year,
        "filed_with": plan.filed_with, "replaced_by": replaced.number if replaced else None, "draws": draws,
    }  # fmt: skip


def state_of(draw: Draw) -> str:
    """Where a draw stands: committed, sealed, held, or given up."""
    if hasattr(draw, "held"):
        return "held"
    if hasattr(draw, "abandoned"):
        return "given up"
    return "committed" if index_of_leaf(draw.leaf) is None else "sealed"
