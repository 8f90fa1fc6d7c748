"""Reads of lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from bonafides.acts.wall import inside
from bonafides.documents.queries import documents_of
from bonafides.listings.models import Listing, Publication
from bonafides.measures.models import Instance
from bonafides.procedures.models import Case
from bonafides.records.models import Record


def in_force(day: date) -> QuerySet[Listing]:
    """The listings that hold on a day."""
    held = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day)) & (Q(end=None) | Q(end__on__gt=day))
    return Listing.objects.filter(held)


def open_listing_of(case: Case) -> Listing | None:
    """The listing of a case that nothing has ended; None where it has none."""
    return Listing.objects.filter(case=case, end=None).order_by("-pk").first()


def listing_of_record(record: int) -> Listing | None:
    """The listing that a record publishes; None of one that came by a file."""
    found = Publication.objects.select_related("listing__case").filter(record=record).first()
    return found.listing if found else None


def as_json(one: Listing) -> dict[str, Any]:
    """A listing for programs."""
    published = getattr(one, "publication", None)
    return {
        "listing": one.pk, "list": one.name, "scheme": one.entity.scheme, "code": one.entity.code,
        "since": one.since.isoformat(), "until": one.until.isoformat() if one.until else None, "case": one.case_id,
        "agency": f"{one.case.agency.pack}/{one.case.agency.name}",
        "published_on": published.on.isoformat() if published else None,
    }  # fmt: skip


def whole(number: int) -> dict[str, Any] | None:
    """A listing with its record, measures, documents and end; None where there is none of this number."""
    one = Listing.objects.select_related("entity", "case__agency", "publication", "end").filter(pk=number).first()
    if one is None:
        return None
    published, end = getattr(one, "publication", None), getattr(one, "end", None)
    with inside():
        record = Record.objects.select_related("agency").get(pk=published.record) if published else None
    return as_json(one) | {
        "procedure": one.case.procedure,
        "record": f"{record.agency.name}/{record.source_ref}" if record else None,
        "measures": [_measure(each) for each in _instances(one)],
        "documents": [_document(each) for each in documents_of(case=one.case_id)],
        "end": {"on": end.on.isoformat(), "how": end.how, "case": end.case_id, "act": end.act_id} if end else None,
        "restores": one.restores_id,
    }


def _instances(listing: Listing) -> QuerySet[Instance]:
    found = Instance.objects.filter(trigger_kind="listing", trigger_ref=listing.pk)
    return found.select_related("agency", "lift").order_by("pk")


def _measure(one: Instance) -> dict[str, Any]:
    lift = getattr(one, "lift", None)
    return {
        "measure": one.measure, "agency": one.agency.name, "basis": one.basis, "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None, "lifted_on": lift.on.isoformat() if lift else None,
        "how": lift.how if lift else None,
    }  # fmt: skip


def _document(one: Any) -> dict[str, Any]:
    return {"form": one.form, "number": one.number, "issued_on": one.issued_on.isoformat(), "code": one.code}
