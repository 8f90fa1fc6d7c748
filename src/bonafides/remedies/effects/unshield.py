"""`unshield`: a plan of restructuring failed; what its own case shielded stands again, for what is left of its days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting
from bonafides.procedures.models import Case, Step
from bonafides.remedies.effects.lift_measures import lifted
from bonafides.remedies.effects.restore import stand_again


def unshielded(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """No day is added: a publication that would have ended while the record was shielded has ended.

    What a statute imposed stayed meanwhile; from this day on it rests on the record as it stands again, up to the same day.
    """
    lifted(acting, case, step, given)
    stand_again(acting, case, by=case, step=step)
