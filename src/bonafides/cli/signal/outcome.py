"""`bonafides signal outcome`: what came of it."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json
from bonafides.cli.signal.common import BASIS, AgencyName, Number, Officer, PackName, Reason, watching_pack
from bonafides.cli.signal.told import tell


def outcome(
    signal: Number,
    found: Annotated[str, typer.Argument(metavar="FOUND", help="something, nothing or unclear")],
    agency: AgencyName,
    officer: Officer,
    reason: Reason,
    pack: PackName = None,
    json: Json = False,
) -> None:
    """Tell what came of a signal that was taken up. By this alone the monthly report knows how often a card is right."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.watch.signals.acts.tell_outcome import tell_outcome as act

    own, _ = watching_pack(pack)
    acting = Acting(officer, agency, BASIS, reason, pack=own.name)
    tell(acting, act(acting, signal, found), json=json)
