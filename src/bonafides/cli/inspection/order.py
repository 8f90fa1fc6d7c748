"""`bonafides inspection order VISIT`: an order to put right what was found."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, day_of_option, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Sentence


def order(
    visit: Visit,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="what is to be put right")],
    *,
    by: Annotated[str, typer.Option(metavar="DAY", help="the last day")],
    basis: Annotated[str, typer.Option(help="the instrument and article, such as `IR-2024 18`")],
    officer: Officer,
    agency: Agency,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Order the business to put right what was found, by a day."""
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.order_rectification import order_rectification

    last = day_of_option(by, "--by")
    assert last is not None  # noqa: S101  # it is required
    done = order_rectification(acting, visit, what, last)
    tell_step(
        acting,
        Sentence("visit %(visit)s: to be put right by %(by)s", visit=visit, by=done.by),
        {"visit": visit, "by": str(done.by)},
        json=json,
    )
