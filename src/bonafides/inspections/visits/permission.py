"""May officers enter here, now? The pack's standard decides; all that it asks is taken from the tables."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bonafides.agencies.queries import officers_of
from bonafides.entities.queries import one_with
from bonafides.inspections.models import Approval, Assignment, Notice
from bonafides.inspections.ratios import number
from bonafides.inspections.visits.made import made_this_year
from bonafides.inspections.visits.standing import InHand
from bonafides.kernel.feel.values import Value
from bonafides.standards.case.asked import Asked, ask


def permission(visit: InHand, part: Assignment, present: Sequence[str]) -> Asked:
    """The decision that the item names, for the officers who stand at the door."""
    item, today, agency = visit.item_of(part), visit.today, part.agency
    on_duty = {one.number: one for one in officers_of(agency.pack, agency.name, today)}
    able = [one for one in present if one in on_duty and item.field in on_duty[one].fields]
    approval = Approval.objects.filter(assignment=part).first()
    made = made_this_year(visit.pack, item, part, today.year)
    given: dict[str, Value] = {
        "competent": item.agency == agency.name,
        "item_published": item.in_force.covers(today),
        "approved": approval is not None and approval.since <= today <= approval.until,
        "noticed": Notice.objects.filter(assignment=part).exists(),
        "officers": Decimal(len(able)),
        "conflict": any(set(one_with(part.entity)) & set(on_duty[one].recused) for one in present if one in on_duty),
        "visits_this_year": Decimal(made.visits),
        "yearly_cap": Decimal(number(visit.pack, item.yearly_cap, today)),
        "reason": part.reason,
        "same_item_this_year": made.same_item,
    }
    return ask(visit.pack, item.permitted.decision, given, today)
