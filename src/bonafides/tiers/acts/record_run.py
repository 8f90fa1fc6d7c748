"""Put a run on record, once its results are written."""

from __future__ import annotations

from typing import Any

from bonafides.acts.act import Acting, Role, official_act
from bonafides.tiers.models import Run


@official_act("tiers.record_run", by=(Role.OPERATOR,))
def record_run(acting: Acting, number: int, told: dict[str, Any]) -> Run:
    """The row of a run, under the number that its results lie under."""
    acting.details = {"run": number, "decision": told["decision"], "as_of": told["as_of"].isoformat()}
    return acting.write(Run, id=number, **told)
