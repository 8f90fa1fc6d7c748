"""Signals for whoever may see them: read behind the wall, and told to the log of look-ups in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.portal.agency.officer import pack_of
from bonafides.sharing.access.log import How
from bonafides.sharing.lead import lead_shown
from bonafides.sharing.purpose import Request
from bonafides.watch.signals.queries import Shown, opened_by


def read(who: Who, on: date, how: How, query: Callable[[], list[Shown]]) -> list[Shown]:
    """What a query answers; each business in it can read that it was looked at, as the purpose of the card says."""
    with inside():
        found = query()
        pack = pack_of(who)
        for purpose, fields in opened_by(pack, found).items():
            cards = {name for name, card in pack.signals.items() if card.purpose == purpose}
            entities = sorted({one.signal.entity_id for one in found if one.signal.card in cards})
            lead_shown(Request(who, purpose, None, on), entities, fields, how)
    return found
