"""`bonafides signal take-up`: somebody looks."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json
from bonafides.cli.signal.common import BASIS, AgencyName, Number, Officer, PackName, Reason, watching_pack
from bonafides.cli.signal.told import tell


def take_up(
    signal: Number,
    agency: AgencyName,
    officer: Officer,
    reason: Reason,
    by: Annotated[str, typer.Option(help="visit, papers or reminder")] = "papers",
    visit: Annotated[int | None, typer.Option(help="the visit that was opened: bonafides inspection targeted")] = None,
    pack: PackName = None,
    json: Json = False,
) -> None:
    """Take a signal up, by no more than its card allows. It opens no visit and serves no notice itself."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.watch.signals.acts.take_up import take_up as act

    found, _ = watching_pack(pack)
    acting = Acting(officer, agency, BASIS, reason, pack=found.name)
    tell(acting, act(acting, signal, by, visit), json=json)
