"""`bonafides inspection follow-up VISIT STEP`: a next step was taken."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Sentence


def follow_up(
    visit: Visit,
    step: Annotated[str, typer.Argument(metavar="STEP", help="the step that the result opened")],
    *,
    outcome: Annotated[str, typer.Option(help="what came of it")],
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Say that the next step after a result was taken, and what came of it."""
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.follow_up import follow_up as act

    act(acting, visit, step, outcome)
    tell_step(
        acting,
        Sentence("visit %(visit)s: %(step)s done", visit=visit, step=step),
        {"visit": visit, "step": step},
        json=json,
    )
