"""`bonafides inspection reply VISIT TEXT`: what the business says of the result."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, day_of_option, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Sentence


def reply(
    visit: Visit,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="in the words of the business")],
    *,
    received_on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="when it came in; default: today")
    ] = None,
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Put the reply of the business beside the result."""
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.reply import reply as act

    done = act(acting, visit, text, day_of_option(received_on, "--on"))
    tell_step(
        acting,
        Sentence("visit %(visit)s: reply of %(received_on)s kept", visit=visit, received_on=done.received_on),
        {"visit": visit, "reply": done.pk},
        json=json,
    )
