"""`bonafides pledge open ITEM`: an agency opens an item to pledges."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import Agency, Officer, PackName, Reason, in_ledger, pack_with_pledges
from bonafides.cli.output import Json, print_json, speak


def open_(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="the item, by its name in pledges/ of the pack")],
    *,
    officer: Officer,
    agency: Agency,
    basis: Annotated[str | None, typer.Option(help="the legal basis; default: that of the item")] = None,
    reason: Reason = None,
    pack: PackName = None,
    json: Json = False,
) -> None:
    """Open an item of the pack to pledges, from today on. An item that is excluded by law is refused, with the rule."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.packs.grounds import law_on
    from bonafides.packs.queries import installed_pack
    from bonafides.pledges.acts.open_item import open_item
    from bonafides.pledges.catalogue import basis_words
    from bonafides.pledges.items import item_of

    today = timezone.localdate()
    name = pack_with_pledges(pack)
    found, _ = installed_pack(name)
    ground = basis or law_on(found, basis_words(item_of(found, item, today).basis), today)
    acting = Acting(officer, agency, ground, reason or f"{item} is opened to pledges", pack=name)
    offer = open_item(acting, item)
    if json:
        print_json(
            {"item": item, "since": offer.since.isoformat(), "act": acting.id, "ledger_index": in_ledger(acting.id)}
        )
        return
    speak("%(item)s is open to pledges since %(since)s: act %(acting)s", item=item, since=offer.since, acting=acting.id)
