"""`bonafides inspection enter VISIT CODE OFFICER...`: the officers enter."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Joined, Sentence


def enter(
    visit: Visit,
    code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the visit, as the business shows it")],
    officers: Annotated[list[str], typer.Argument(metavar="OFFICER...", help="the numbers of those who enter")],
    *,
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Enter: time and officers are on record. Refused, with its rule, where the pack's standard does not permit it."""
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.enter import enter as act

    done = act(acting, visit, code, officers)
    told = Sentence(
        "visit %(visit)s: officers %(officers)s entered on %(entered_on)s",
        visit=visit,
        officers=Joined(done.officers),
        entered_on=done.entered_on,
    )
    tell_step(acting, told, {"visit": visit, "officers": done.officers, "asked": done.asked}, json=json)
