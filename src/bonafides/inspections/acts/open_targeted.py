"""Open an inspection outside every draw: on a complaint, a referral, an alert, or because a law asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from bonafides.acts.act import Acting, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.in_scope import is_in_scope, region_of
from bonafides.inspections.models import Assignment
from bonafides.inspections.queries import item_of
from bonafides.inspections.targeted_share import refuse_beyond_plan
from bonafides.inspections.visits.chosen import check_officers
from bonafides.kernel.sentence import Joined
from bonafides.packs.queries import installed_pack

REASONS = tuple(one.value for one in Assignment.Reason if one is not Assignment.Reason.PLAN)


@official_act("inspections.open_targeted", by=(Role.CASE_OFFICER, Role.DECIDER), evidence=True)
def open_targeted(acting: Acting, entity: Entity, item: str, reason: str, officers: Sequence[str]) -> Assignment:
    """The assignment, counted apart from the draws; what set it off is its evidence. The first officer leads."""
    pack, version = installed_pack(acting.pack)
    today = timezone.localdate()
    found = item_of(pack, item, today)
    if found.agency != acting.agency:
        raise RefusedError(
            "item `%(item)s` is for %(agency)s to inspect, not for %(came)s; nothing was changed",
            item=item,
            agency=found.agency,
            came=acting.agency,
        )
    if reason not in REASONS:
        raise RefusedError(
            "expected one of %(reasons)s outside of a draw, came `%(reason)s`; nothing was changed",
            reasons=Joined(REASONS),
            reason=reason,
        )
    agency = Agency.objects.get(pack=pack.name, name=acting.agency)
    refuse_beyond_plan(agency.pk, found, acting.evidence, today)
    acting.subject = entity.pk
    now = timezone.now()
    if not is_in_scope(pack, found, today, entity.pk, now):
        raise RefusedError(
            "%(entity)s is not in the scope of `%(item)s`: it may not be inspected for it, nothing was changed",
            entity=entity,
            item=item,
        )
    region = region_of(pack, found, today, entity.pk, now)
    check_officers(pack, found, entity, region, officers, today)
    acting.details = {"item": item, "reason": reason}
    lead, second, *others = officers
    made = acting.write(
        Assignment, draw=None, agency=agency, pack_version=version,
        entity=entity, item=item, reason=reason, region=region, lead=lead, second=second, others=others,
    )  # fmt: skip
    acting.tell(assignment=made.pk, item=item)
    return made
