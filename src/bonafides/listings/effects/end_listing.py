"""`end-listing`: the business is off the list: its record, its measures and the case that listed it end together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.listings.effects.withdraw import end_record
from bonafides.listings.elsewhere import note_elsewhere
from bonafides.listings.models import Listing, ListingEnd
from bonafides.listings.queries import listing_of_record, open_listing_of
from bonafides.listings.records import as_fact
from bonafides.listings.triggers import LISTING
from bonafides.measures.cascade import lift_for_trigger
from bonafides.measures.record_triggers import RECORD
from bonafides.procedures.models import Case, Step

OWN = ("how", "as")


def end_listing(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`how`: expired, removed, cancelled, in-error; `as`: what becomes of the record (withdrawal, annulment, correction).

    Without `as` the record stays: it says itself until when it held. Every other word is a fact that a correction adds. A
    listing that came by a file, of which there is only the record, ends the same way.
    """
    how = str(given["how"])
    facts = {name: as_fact(one) for name, one in given.items() if name not in OWN and one is not None}
    listing = open_listing_of(case) or (listing_of_record(case.record_id) if case.record_id else None)
    if listing is not None and (ended := ListingEnd.objects.filter(listing=listing).first()) is not None:
        raise ActRefusedError(
            "listing %(listing)s ended on %(on)s already (%(how)s), by act %(act_id)s; nothing was changed",
            listing=listing.pk,
            on=ended.on,
            how=ended.how,
            act_id=ended.act_id,
        )
    record = _record_of(listing, case)
    on = _day(listing, step, how)
    ended_by = (
        end_record(acting, case, record, step, given.get("as"), facts, on) if record and given.get("as") else None
    )
    why = f"{how}: {acting.reason}"
    if listing is None:
        if record is None:
            raise ActRefusedError("case %(case)s has put nobody on a list; nothing was changed", case=case.pk)
        lift_for_trigger(acting, RECORD, record, on=on, why=why)
        acting.tell(record=record)
        return
    acting.write(ListingEnd, listing=listing, case=case, on=on, how=how, record=ended_by)
    lift_for_trigger(acting, LISTING, listing.pk, on=on, why=why)
    acting.tell(listing=listing.pk)
    if listing.case_id != case.pk:
        note_elsewhere(acting, listing.case, case, "off-list", step.on)


def _record_of(listing: Listing | None, case: Case) -> int | None:
    """The published record; of a case about a listing that came by a file, the record that it is about."""
    if listing is None:
        return case.record_id
    published = getattr(listing, "publication", None)
    return published.record if published else None


def _day(listing: Listing | None, step: Step, how: str) -> date:
    """A listing whose term is over ended on that very day, whenever the machine came to note it."""
    if how != ListingEnd.How.EXPIRED:
        return step.on
    if listing is None or listing.until is None:
        raise ActRefusedError(
            "expected a listing with a term, came one without: end it by a decision; nothing was changed"
        )
    return listing.until
