"""`restore-listing`: an end obtained by false material is revoked: the business is on the list again, its term begins anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.listings.elsewhere import note_elsewhere
from bonafides.listings.models import Listing, ListingEnd, Publication
from bonafides.listings.records import enter
from bonafides.listings.triggers import LISTING
from bonafides.measures.cascade import impose_for_trigger
from bonafides.procedures.models import Case, Step
from bonafides.records.locked.opening import all_facts
from bonafides.records.models import Record


def restore_listing(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`until`: the first day off the list. The record that was withdrawn stays so: what is published now is one of its own."""
    ended = (
        ListingEnd.objects.select_related("listing__case", "listing__entity").filter(case=case).order_by("-pk").first()
    )
    if ended is None or ended.how != ListingEnd.How.REMOVED:
        raise ActRefusedError("case %(case)s took nobody off a list; nothing was changed", case=case.pk)
    old = ended.listing
    if (again := Listing.objects.filter(restores=old).first()) is not None:
        raise ActRefusedError(
            "listing %(old)s was restored already, by act %(act_id)s; nothing was changed",
            old=old.pk,
            act_id=again.act_id,
        )
    until = given.get("until")
    new = acting.write(
        Listing, case=old.case, entity_id=old.entity_id, name=old.name, since=step.on, until=until, restores=old
    )
    impose_for_trigger(acting, LISTING, new.pk, on=step.on)
    if (published := getattr(old, "publication", None)) is not None:
        before = Record.objects.get(pk=published.record)
        record = enter(
            acting, case, kind=before.kind.name, ref=f"case-{case.pk}/step-{step.number}", event_date=step.on, valid_to=until,
            facts=all_facts(before), document_no=before.document_no, basis=before.basis,
        )  # fmt: skip
        acting.write(Publication, case=case, listing=new, record=record.pk, on=step.on)
    acting.tell(listing=new.pk)
    note_elsewhere(acting, old.case, case, "on-list", step.on)
