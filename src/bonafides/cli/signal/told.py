"""A step that was taken, as the commands tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bonafides.cli.inspection.common import in_ledger, tell_act
from bonafides.cli.output import out, print_json

if TYPE_CHECKING:
    from bonafides.acts.act import Acting
    from bonafides.watch.signals.models import Step


def tell(acting: Acting, step: Step, *, json: bool) -> None:
    """The step and its act."""
    if json:
        print_json(
            {"signal": step.signal_id, "what": step.what, "found": step.found, "by": step.by, **in_ledger(acting.id)}
        )
        return
    out.print(f"signal {step.signal_id}: {step.what}{f', {step.found} found' if step.found else ''}", markup=False)
    tell_act(acting.id)
