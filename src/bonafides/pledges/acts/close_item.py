"""Close an item to new pledges; who pledged before goes on."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.pledges.models import OfferEnd
from bonafides.pledges.offers import open_offer


@official_act("pledges.close_item", by=(Role.DECIDER,))
def close_item(acting: Acting, item: str) -> OfferEnd:
    """From today on nobody is told its conditions any more."""
    Agency.objects.select_for_update().filter(pack=acting.pack, name=acting.agency).first()
    offer = open_offer(acting.pack, item)
    if offer is None:
        raise ActRefusedError(
            "`%(item)s` is not open to pledges; bonafides pledge items shows what is; nothing was changed", item=item
        )
    if offer.agency.name != acting.agency:
        raise NotPermittedError(
            "`%(item)s` is for %(agency)s to close, not for %(came)s; nothing was changed",
            item=item,
            agency=offer.agency.name,
            came=acting.agency,
        )
    acting.details = {"item": item}
    acting.tell(item=item)
    return acting.write(OfferEnd, offer=offer, on=timezone.localdate())
