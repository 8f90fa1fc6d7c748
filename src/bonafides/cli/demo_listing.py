"""One business of the demonstration that is on a list: the case has run its course, and anybody may read why."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bonafides.cli.stories.listing_stage import ListingStage


def demo_listing(stage: ListingStage, today: date) -> bool:
    """List the newest business whose case fits between its penalty and today; a company, if there is one."""
    from bonafides.acts.act import ActRefusedError
    from bonafides.cli.stories.listing import LOOKED_AT, days_to_listing
    from bonafides.cli.stories.listing_stage import enrol_players
    from bonafides.cli.stories.listing_to_removal import listed, proposed, published
    from bonafides.cli.stories.stage import operator
    from bonafides.listings.proposals import proposals

    calendar = stage.pack.calendar
    fitting = []
    for one in islice(proposals(stage.pack, stage.agency, today), LOOKED_AT):
        days = days_to_listing(one.record.event_date, calendar, today) if calendar is not None else None
        if days is not None and one.record.document_no:
            fitting.append((one, days))
    if fitting:  # a roster drawn by chance may have too few of them
        enrol_players(stage, operator(), min(days.opened for _, days in fitting) - timedelta(days=1))
    for one, days in sorted(fitting, key=lambda each: each[0].record.entity.kind != "enterprise"):
        try:
            case = proposed(stage, one, days)
        except ActRefusedError:  # its officer keeps away from this business
            continue
        listed(stage, case, days)
        published(stage, case, days)
        return True
    return False
