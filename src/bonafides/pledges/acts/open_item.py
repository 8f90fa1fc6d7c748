"""Open an item to pledges: from a day on, applicants may have it by a pledge."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.agencies.queries import agency
from bonafides.packs.queries import installed_pack
from bonafides.pledges.items import item_of, refuse_excluded
from bonafides.pledges.models import Offer
from bonafides.pledges.offers import open_offer


@official_act("pledges.open_item", by=(Role.DECIDER,))
def open_item(acting: Acting, item: str, since: date | None = None) -> Offer:
    """Refused for an item that is excluded by the law of that day, of another agency, or open already."""
    today = timezone.localdate()
    day = since or today
    pack, version = installed_pack(acting.pack)
    known = item_of(pack, item, day)
    if known.agency != acting.agency:
        raise NotPermittedError(
            "`%(item)s` is for %(agency)s to open, not for %(came)s; nothing was changed",
            item=item,
            agency=known.agency,
            came=acting.agency,
        )
    if day > today:
        raise ActRefusedError(
            "expected a day up to today (%(today)s), came %(day)s: open it on that day; nothing was changed",
            today=today,
            day=day,
        )
    if day < today and not acting.evidence:
        raise ActRefusedError(
            "expected what shows that it was open on %(day)s, as today is %(today)s, came nothing: add a file",
            day=day,
            today=today,
        )
    refuse_excluded(pack, known, day)
    Agency.objects.select_for_update().get(pack=pack.name, name=acting.agency)
    if (already := open_offer(pack.name, item)) is not None:
        raise ActRefusedError(
            "`%(item)s` is open to pledges since %(since)s; nothing was changed", item=item, since=already.since
        )
    acting.details = {"item": item, "conditions": known.version, "since": day.isoformat()}
    acting.tell(item=item)
    return acting.write(Offer, agency=agency(pack.name, acting.agency), item=item, version=version, since=day)
