"""`bonafides inspection approve VISIT`: the form that every visit needs beforehand."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, day_of_option, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Sentence


def approve(
    visit: Visit,
    *,
    form: Annotated[str, typer.Option(help="the number of the approval form")],
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="the first day; default: today")] = None,
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="the last day on which it may be made")],
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Approve a visit, for the days between which it may be made. Whoever is to make it cannot."""
    acting = begin(visit, officer, agency, basis, reason)
    from django.utils import timezone

    from bonafides.inspections.acts.approve import approve as act

    first, last = day_of_option(since, "--from") or timezone.localdate(), day_of_option(until, "--to")
    done = act(acting, visit, form, first, last or first)
    told = Sentence(
        "visit %(visit)s approved under %(number)s for %(since)s to %(until)s",
        visit=visit,
        number=done.number,
        since=done.since,
        until=done.until,
    )
    tell_step(acting, told, {"visit": visit, "from": str(done.since), "to": str(done.until)}, json=json)
