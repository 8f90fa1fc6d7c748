"""`publish`: what the case decided becomes a record of the business, by the same door as the rows of a file, and so public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.documents.models import Document
from bonafides.listings.models import Publication
from bonafides.listings.queries import open_listing_of
from bonafides.listings.records import as_fact, enter
from bonafides.procedures.models import Case, Step

OWN = ("kind", "event_on", "document", "document_no", "ground")
"""What is told of the record itself; every other word is one of its facts."""


def publish(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`kind` of record; `event_on`: its day, default the listing's; `ground`: its basis; its facts; and its `document_no`, or the
    form of the `document` of this case whose number it is.

    The record of a listing holds for the listing's term: what ends by date stops being public by itself.
    """
    if (already := Publication.objects.filter(case=case).first()) is not None:
        raise ActRefusedError(
            "case %(case)s was published already, by act %(act_id)s; nothing was changed",
            case=case.pk,
            act_id=already.act_id,
        )
    listing = open_listing_of(case)
    day = given.get("event_on") or (listing.since if listing else step.on)
    facts = {name: as_fact(one) for name, one in given.items() if name not in OWN and one is not None}
    record = enter(
        acting, case, kind=str(given["kind"]), ref=f"case-{case.pk}", event_date=day,
        valid_to=listing.until if listing else None, facts=facts,
        document_no=_number(case, given), basis=given.get("ground"),
    )  # fmt: skip
    acting.write(Publication, case=case, listing=listing, record=record.pk, on=step.on)
    acting.tell(record=record.pk)


def _number(case: Case, given: Mapping[str, Any]) -> str | None:
    if "document" not in given:
        return given.get("document_no")
    served = Document.objects.filter(case=case.pk, form=given["document"]).order_by("-pk").first()
    return served.number or None if served else None
