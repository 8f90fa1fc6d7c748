"""A table of points as exact JSON, and back: a version is kept, hashed and read again without a float."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import Any

from bonafides.kernel.canonical.one import canonical
from bonafides.watch.points import Part, Points, Step


def table_json(table: Points) -> dict[str, Any]:
    """Bounds and odds as texts, points as whole numbers."""
    return {
        "base": table.base,
        "doubling": table.doubling,
        "odds": [repr(one) for one in table.odds],
        "parts": [{"feature": part.feature, "steps": [_step(one) for one in part.steps]} for part in table.parts],
    }


def table_of(kept: dict[str, Any]) -> Points:
    """The table that was kept."""
    parts = tuple(
        Part(one["feature"], tuple(Step(_bound(each["up_to"]), each["points"]) for each in one["steps"]))
        for one in kept["parts"]
    )
    intercept, slope = (float(one) for one in kept["odds"])
    return Points(kept["base"], parts, kept["doubling"], (intercept, slope))


def table_digest(kept: dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON of a table that is kept."""
    return sha256(canonical(kept)).hexdigest()


def _step(one: Step) -> dict[str, Any]:
    return {"up_to": None if one.up_to is None else f"{one.up_to:f}", "points": one.points}


def _bound(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
