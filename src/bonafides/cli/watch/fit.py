"""`bonafides watch fit MODEL`: learn a version of a model, and judge it."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, print_json, speaking
from bonafides.cli.watch.common import Model, Operator, PackName, as_json, operator, pack_of_model


def fit(
    model: Model,
    known_at: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="from what was known then, 2026-11-22T13:30; default: now")
    ] = None,
    pack: PackName = None,
    by: Operator = "local operator",
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Learn a version from the register and judge it on its last months, which it never saw.

    It is in nobody's use by that: two officers approve it (bonafides watch approve), a third act puts it in use.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.tier import progress_bar
    from bonafides.cli.watch.telling import tell_version
    from bonafides.portal.moments import MomentRefusedError, moment_of
    from bonafides.watch.fit_version import fit_version

    try:
        moment = moment_of(known_at) if known_at else None
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--known-at") from error
    found, version = pack_of_model(model, pack)
    with progress_bar() as bar:
        done = fit_version(
            operator(by, "a model of risk is fitted"), found, version, model, known_at=moment, progress=bar
        )
    if json:
        print_json(as_json(done))
        return
    with speaking(language):
        tell_version(done)
