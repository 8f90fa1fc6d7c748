"""Put a check of a version's drift on record."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, Role, official_act
from bonafides.watch.drift import Drifted
from bonafides.watch.models import DriftCheck, Version


@official_act("watch.record_drift", by=(Role.OPERATOR,))
def record_drift(acting: Acting, version: Version, found: Drifted) -> DriftCheck:
    """What came of it. A version that is stale can be used no more: nobody need do anything for that."""
    acting.details = {"model": version.name, "number": version.number, "state": found.state}
    acting.tell(model=version.name, number=version.number, state=found.state)
    return acting.write(
        DriftCheck, version=version, checked_on=timezone.localdate(), state=found.state, examples=found.examples,
        told=found.as_json(),
    )  # fmt: skip
