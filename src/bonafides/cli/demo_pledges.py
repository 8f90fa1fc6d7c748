"""Items of the demonstration that are open to pledges: a business finds something to pledge for."""

from __future__ import annotations


def demo_pledges() -> int:
    """Open what agencies here may open, once a register; how many items are open then.

    They are open since the day on which the story of a pledge begins, so that it can be told on this register too.
    """
    from django.utils import timezone

    from bonafides.acts.act import ActRefusedError
    from bonafides.cli.stories.listing_stage import ListingStage
    from bonafides.cli.stories.pledge import days_of, new_pledge_telling
    from bonafides.cli.stories.pledge_way import offered
    from bonafides.packs.queries import installed_pack
    from bonafides.pledges.offers import open_offer

    (pack, version), today, opened = installed_pack("cn"), timezone.localdate(), 0
    if pack.calendar is None:
        return 0
    days = days_of(today, pack.calendar)
    for item in pack.pledges.values():
        stage = ListingStage(pack, version, item.agency, new_pledge_telling(quiet=True))
        if not item.in_force.covers(days.told) or not stage.holders("decider"):
            continue
        if open_offer(pack.name, item.item) is None:
            try:
                offered(stage, item, days)
            except ActRefusedError:  # the law of that day excludes it
                continue
        opened += 1
    return opened
