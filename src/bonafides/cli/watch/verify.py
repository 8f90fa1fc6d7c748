"""`bonafides watch verify RUN`: repeat a run of scores."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json
from bonafides.cli.repeated import tell_repeated


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
    tell_repeated("score run", run, compared, json=json)
