"""Cases of the demonstration: one just opened, one in which the business has time, one to be reviewed, one that led to a list."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from bonafides.cli.demo_listing import demo_listing

if TYPE_CHECKING:
    from bonafides.cli.stories.listing_stage import ListingStage
    from bonafides.listings.proposals import Proposal

AGENCY = "market-regulation"
NOTIFIED: tuple[int | None, ...] = (None, 1, 8)
"""Of each case how many working days ago the notice was served; none: it was not."""


def demo_cases() -> int:
    """Open them, once a register, on penalties that may be proposed; how many cases there are then."""
    from django.utils import timezone

    from bonafides.acts.act import ActRefusedError
    from bonafides.cli.stories.listing import LOOKED_AT, new_listing_telling
    from bonafides.cli.stories.listing_stage import ListingStage
    from bonafides.listings.proposals import proposals
    from bonafides.packs.queries import installed_pack
    from bonafides.procedures.models import Case

    if Case.objects.exists():
        return Case.objects.count()
    pack, version = installed_pack("cn")
    today = timezone.localdate()
    stage = ListingStage(pack, version, AGENCY, new_listing_telling(quiet=True))
    wanted = list(NOTIFIED)
    for one in islice(proposals(pack, AGENCY, today), LOOKED_AT):
        if not wanted or pack.calendar is None:
            break
        if not one.record.document_no or one.record.event_date > today - timedelta(days=30):
            continue
        try:
            _case(stage, one, today, wanted[0])
        except ActRefusedError:  # its officer keeps away from this business
            continue
        del wanted[0]
    demo_listing(stage, today)
    return Case.objects.count()


def _case(stage: ListingStage, found: Proposal, today: date, notified: int | None) -> None:
    from bonafides.acts.act import ActRefusedError
    from bonafides.procedures.acts.open_case import open_case

    calendar = stage.pack.calendar
    if calendar is None:
        raise ActRefusedError("pack %(pack)s has no calendar of working days", pack=stage.pack.name)
    back = timedelta(days=0 if notified is None else notified + notified // 5 * 2 + 2)
    notice = calendar.from_day(today - back)
    opened = today if notified is None else notice
    officer = stage.one("case-officer")
    fields: dict[str, Any] = {
        "item": "5-2", "penalty_document_no": found.record.document_no, "authority_level": "county",
        "facts": found.record.facts.get("violation") or "见处罚决定书。 As the penalty decision says.",
        "investigators": [stage.one("inspector", but=[officer])], "legal_review_needed": True,
        "route": "publish-same-province",
    }  # fmt: skip
    acting = stage.acting(officer, found.procedure.opens.basis, f"penalty {found.record.document_no}", opened)
    case = open_case(
        acting, found.procedure.name, entity=found.record.entity, record=found.record, fields=fields,
        on=None if notified is None else opened, files=[stage.shows("opening", opened, "the case is opened on the penalty")],
    )  # fmt: skip
    if notified is not None:
        stage.take(case, "serve-notice", officer, notice, "the notice is served: facts, grounds, basis, rights")
