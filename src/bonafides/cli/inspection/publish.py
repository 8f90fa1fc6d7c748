"""`bonafides inspection publish [VISIT]`: results become records, and public."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.visit_common import begin, tell_step
from bonafides.cli.output import Json, complain, fail, print_json, speak
from bonafides.kernel.sentence import Sentence


def publish(
    visit: Annotated[
        int | None, typer.Argument(metavar="[VISIT]", help="one; default: all that are cleared and due")
    ] = None,
    *,
    officer: Annotated[str | None, typer.Option(help="who acts, for one visit: the officer's number")] = None,
    agency: Annotated[str | None, typer.Option(help="the agency that acts, by its id in the pack")] = None,
    json: Json = False,
) -> None:
    """Publish what is cleared and whose day has come, as the worker does every hour; or one result, as an officer."""
    if visit is not None:
        if officer is None or agency is None:
            fail("one visit is published by an officer: give --officer and --agency", 2)
        acting = begin(visit, officer, agency, None, None)
        from bonafides.inspections.acts.publish import publish as act

        done = act(acting, visit)
        refs = ", ".join(one["ref"] for one in done.records)
        tell_step(
            acting,
            Sentence("visit %(visit)s published: %(refs)s", visit=visit, refs=refs),
            {"visit": visit, "records": done.records},
            json=json,
        )
        return
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.visits.publishing import publish_cleared

    found = publish_cleared()
    if json:
        print_json({"published": found.published, "refused": {str(one): told for one, told in found.refused.items()}})
    else:
        speak("published: %(number)s", number=len(found.published))
    for number, told in found.refused.items():
        complain(Sentence("visit %(number)s: %(told)s", number=number, told=told))
    if found.refused:
        raise typer.Exit(1)
