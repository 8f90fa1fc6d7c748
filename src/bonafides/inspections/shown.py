"""A draw as it stands, for the officers of its agency: commitment, result, who goes where."""

from __future__ import annotations

from typing import Any

from bonafides.inspections.models import Draw, Substitution
from bonafides.inspections.overview import state_of
from bonafides.inspections.queries import standing, unserved
from bonafides.ledger.index import index_of_leaf


def shown(draw: Draw) -> dict[str, Any]:
    """All that is on record of a draw but what is frozen of single businesses."""
    swaps = Substitution.objects.select_related("out", "into").filter(draw=draw).order_by("place")
    return {
        "draw": draw.draw, "state": state_of(draw), "item": draw.item, "batch": draw.batch, "as_of": draw.as_of.isoformat(),
        "commitment": draw.commitment, "hash": bytes(draw.commitment_hash).hex(), "act": draw.act_id,
        "ledger_index": index_of_leaf(draw.leaf),
        "assigned": [
            {
                "place": one.place, "code": one.entity.code, "officers": list(one.officers), "reason": one.reason,
                "assignment": one.pk, "joins": one.joins_id,
            }
            for one in standing(draw)
        ],
        "substitutions": [
            {"out": one.out.code, "reason": one.reason, "into": one.into.code if one.into else None} for one in swaps
        ],
        "unserved": unserved(draw),
    }  # fmt: skip
