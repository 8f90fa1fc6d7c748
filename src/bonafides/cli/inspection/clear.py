"""`bonafides inspection clear VISIT`: a result may be published."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Agency, Basis, Officer
from bonafides.cli.inspection.visit_common import Reason, Visit, begin, day_of_option, tell_step
from bonafides.cli.output import Json
from bonafides.kernel.sentence import Sentence


def clear(
    visit: Visit,
    *,
    publish_on: Annotated[
        str | None, typer.Option("--publish-on", metavar="DAY", help="not before this day; default: at once")
    ] = None,
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Clear a result for publication, by somebody who did not inspect. The worker then publishes it by itself."""
    acting = begin(visit, officer, agency, basis, reason)
    from bonafides.inspections.acts.clear import clear as act

    done = act(acting, visit, day_of_option(publish_on, "--publish-on"))
    data = {"visit": visit, "publish_on": str(done.publish_on)}
    tell_step(
        acting,
        Sentence(
            "visit %(visit)s: cleared, to be published on %(publish_on)s", visit=visit, publish_on=done.publish_on
        ),
        data,
        json=json,
    )
