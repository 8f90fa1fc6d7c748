"""End that an account speaks for a business."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.models import Representation, RepresentationEnd


@official_act("agencies.end_representation", by=(Role.OPERATOR, Role.CASE_OFFICER, Role.ADMINISTRATOR))
def end_representation(acting: Acting, representation: Representation) -> RepresentationEnd:
    """From now on it does not. The business says so itself by any account that speaks for it, or an officer decides it."""
    Representation.objects.select_for_update(of=("self",)).get(pk=representation.pk)
    if RepresentationEnd.objects.filter(representation=representation).exists():
        raise ActRefusedError("this has ended already; nothing was changed")
    acting.subject = representation.entity_id
    acting.details = {"account": representation.account_id, "representation": representation.pk}
    return acting.write(RepresentationEnd, representation=representation, ends=timezone.now())
