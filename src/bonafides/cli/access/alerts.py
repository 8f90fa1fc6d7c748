"""`bonafides access alerts`: what was unusual, for auditors."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking


def alerts(
    agency: Annotated[str | None, typer.Option(help="look-ups of this agency alone")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="from this day on, 2026-11-22")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="at most so many, the newest first")] = 50,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """What was unusual in look-ups: many without a case, more than usual, out of hours, exports close to their limit.

    Today and yesterday are counted now; the worker does so every hour. An alert is a question, no finding.
    """
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from bonafides.portal.moments import MomentRefusedError, day_of
    from bonafides.sharing.access.watch import alert_json, raised
    from bonafides.sharing.access.watch import alerts as found_alerts
    from bonafides.sharing.access.words import rule_text

    try:
        day = day_of(since) if since else None
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--since") from error
    raised(timezone.localdate())
    found = found_alerts(agency=agency, since=day, limit=limit)
    if json:
        print_json([alert_json(one) for one in found])
        return
    with speaking(language):
        for one in found:
            told = rule_text(one.rule) % {"count": one.count, "threshold": one.threshold}
            out.print(f"{one.on}  {one.agency}  {one.name}  {told}", markup=False)
        if not found:
            out.print(_("Nothing unusual."), markup=False)
