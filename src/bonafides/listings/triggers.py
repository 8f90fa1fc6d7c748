"""A listing as what measures rest on."""

from __future__ import annotations

from datetime import date

from bonafides.entities.models import Entity
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.inputs import values_of
from bonafides.listings.effects.publish import OWN
from bonafides.listings.models import Listing
from bonafides.listings.records import as_fact
from bonafides.measures.triggers import Trigger
from bonafides.procedures.cases import held
from bonafides.standards.case.records import facts_of

LISTING = "listing"
RECORDS = """
SELECT p.record FROM listings_publication p WHERE i.trigger_kind = 'listing' AND p.listing_id = i.trigger_ref
UNION ALL
SELECT c.record_id FROM listings_listing g JOIN procedures_case c ON c.id = g.case_id
WHERE i.trigger_kind = 'listing' AND g.id = i.trigger_ref"""
"""The records that an instance `i` rests on which was imposed for a listing: what it was published as, and the base penalty."""


def find_listing(ref: int, entity: Entity | None = None) -> Trigger | None:
    """The listing of this number. Its facts are those that its record has, or will have when it is published."""
    one = Listing.objects.select_related(
        "entity", "case__agency", "case__version", "case__entity", "case__act", "publication", "end"
    )
    found = one.filter(pk=ref).first()
    if found is None:
        return None
    end, published = getattr(found, "end", None), getattr(found, "publication", None)
    return Trigger(
        LISTING, found.pk, found.entity, found.case.agency.pack, found.name, found.case.agency.name, found.since, found.since,
        found.until, end.on if end else None, published.record if published else found.case.record_id, facts(found, found.since),
    )  # fmt: skip


def facts(listing: Listing, day: date) -> dict[str, Value]:
    """What the case's own publication says of the listing, as decisions read it."""
    case = held(listing.case)
    effects = [one for step in case.procedure.all_steps() for one in step.effects if one.name == "publish"]
    kind = case.pack.catalogue.get(listing.name)
    if not effects or kind is None:
        return {}
    given = values_of(
        {name: one for name, one in effects[0].given.items() if name not in OWN},
        case.known(max(day, case.taken[-1].on)),
    )
    return facts_of(kind.facts.properties, {name: as_fact(one) for name, one in given.items() if one is not None})
