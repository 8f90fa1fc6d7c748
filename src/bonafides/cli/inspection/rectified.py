"""`bonafides inspection rectified VISIT`: the business reports it put right."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, day_of_option, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Sentence


def rectified(
    visit: Visit,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="what the business says it did")],
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="when it came in; default: today")] = None,
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Put on record that the business reported it put right: the period for looking again runs from that day."""
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.accept_rectification import accept_rectification

    done = accept_rectification(acting, visit, account, day_of_option(on, "--on"))
    tell_step(
        acting,
        Sentence("visit %(visit)s: reported as put right on %(on)s", visit=visit, on=done.on),
        {"visit": visit, "on": str(done.on)},
        json=json,
    )
