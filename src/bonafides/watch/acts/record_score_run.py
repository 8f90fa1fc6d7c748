"""Put a run of scores on record, once they are written."""

from __future__ import annotations

from typing import Any

from bonafides.acts.act import Acting, Role, official_act
from bonafides.watch.models import ScoreRun


@official_act("watch.record_score_run", by=(Role.OPERATOR,))
def record_score_run(acting: Acting, number: int, told: dict[str, Any]) -> ScoreRun:
    """The row of a run, under the number that its scores lie under."""
    version = told["version"]
    acting.details = {
        "run": number,
        "model": version.name,
        "version": version.number,
        "as_of": told["as_of"].isoformat(),
    }
    return acting.write(ScoreRun, id=number, **told)
