"""`bonafides watch verify RUN`: repeat a run of scores."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json


def verify(
    run: Annotated[int, typer.Argument(metavar="RUN", help="the number of the run of scores")], json: Json = False
) -> None:
    """Repeat a run of scores from the register and compare it bit for bit.

    Exit status: 0 the same, 1 not.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.tier import progress_bar
    from bonafides.watch.registry import score_run_of
    from bonafides.watch.score import verify_scores

    found = score_run_of(run)
    with progress_bar() as bar:
        compared = verify_scores(found, bar)
    same = all(one.same for one in compared)
    if json:
        told = [{"what": one.what, "recorded": one.recorded, "now": one.now, "same": one.same} for one in compared]
        print_json({"run": run, "same": same, "compared": told})
    else:
        for one in compared:
            mark = "same" if one.same else f"DIFFERS, now {one.now}"
            out.print(f"  {one.what:<16} {one.recorded}  {mark}", markup=False)
        out.print(f"score run {run} was repeated: {'the same, bit for bit' if same else 'NOT the same'}")
    if not same:
        raise typer.Exit(1)
