"""`bonafides pledge close ITEM`: no new pledges on an item."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import Agency, Officer, PackName, in_ledger, pack_with_pledges
from bonafides.cli.output import Json, print_json, speak


def close(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="the item: bonafides pledge items")],
    *,
    officer: Officer,
    agency: Agency,
    basis: Annotated[str, typer.Option(help="the legal basis, such as GP-42")],
    reason: Annotated[str, typer.Option(help="why it is closed")],
    pack: PackName = None,
    json: Json = False,
) -> None:
    """Close an item to new pledges, from today on; whoever pledged before goes on."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.pledges.acts.close_item import close_item

    acting = Acting(officer, agency, basis, reason, pack=pack_with_pledges(pack))
    ended = close_item(acting, item)
    if json:
        print_json(
            {"item": item, "closed_on": ended.on.isoformat(), "act": acting.id, "ledger_index": in_ledger(acting.id)}
        )
        return
    speak("%(item)s is closed to new pledges since %(on)s: act %(acting)s", item=item, on=ended.on, acting=acting.id)
