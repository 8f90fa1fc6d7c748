"""Put a run on record, once its results are written."""

from __future__ import annotations

from typing import Any

from bonafides.acts.act import Acting, official_act
from bonafides.tiers.models import Run


@official_act("tiers.record_run")
def record_run(acting: Acting, number: int, told: dict[str, Any]) -> Run:
    """The row of a run, under the number that its results lie under."""
    acting.details = {"run": number, "decision": told["decision"], "as_of": told["as_of"].isoformat()}
    return Run.objects.create(id=number, act_id=acting.id, **told)
