"""`bonafides inspection recheck VISIT`: a visit that looks again."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, day_of_option, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Sentence


def recheck(
    visit: Visit,
    officers: Annotated[
        list[str] | None, typer.Argument(metavar="[OFFICER...]", help="who goes; default: those who found it")
    ] = None,
    *,
    by: Annotated[
        str | None, typer.Option(metavar="DAY", help="the last day, where the item has no period for it")
    ] = None,
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Order a visit that looks again whether what was found has been put right: one of its own, outside every draw."""
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.order_recheck import order_recheck

    done = order_recheck(acting, visit, officers or (), day_of_option(by, "--by"))
    data = {"visit": visit, "again": done.assignment_id}
    tell_step(
        acting,
        Sentence(
            "visit %(assignment_id)s looks again at what visit %(visit)s found",
            assignment_id=done.assignment_id,
            visit=visit,
        ),
        data,
        json=json,
    )
