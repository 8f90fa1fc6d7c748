"""`bonafides expire`: end what is over by its date. `bonafides worker` does the same by itself every five minutes."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, complain, out, print_json


def expire(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what is due, and end nothing")] = False,
    json: Json = False,
) -> None:
    """End whatever is over by its date: measures, listings, clocks. Each end is an act, as of its own day.

    Exit status 1 where an end was refused; it is tried again by the next run.
    """
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.acts.ends import Ended, Expired, waiting
    from bonafides.acts.ends import expire as end_what_is_due

    today = timezone.localdate()
    done = Expired([Ended(name, due) for name, due in waiting(today)]) if dry_run else end_what_is_due(today)
    if json:
        print_json({"dry_run": dry_run, **done.as_json()})
    else:
        for one in done.ended:
            out.print(f"{one.due.on}  {one.name} {one.due.ref} {'is due' if dry_run else 'ended'}", markup=False)
        out.print(f"{len(done.ended):,} {'due' if dry_run else 'ended'}, {len(done.refused):,} refused")
    for one in done.refused:
        complain(f"{one.name} {one.due.ref}, due on {one.due.on}: {one.why_not}")
    if done.refused:
        raise typer.Exit(1)
