"""Approve a version of a model of risk: an officer has read its table and how it was judged, and stands for it."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.watch.models import Approval, Version
from bonafides.watch.registry import own_card, why_not_usable


@official_act("watch.approve", by=(Role.REVIEWER, Role.DECIDER))
def approve(acting: Acting, version: Version) -> Approval:
    """One of the approvals that its use needs, each by another officer of the agency that owns the model."""
    own_card(acting, version)
    for why in why_not_usable(version, timezone.localdate()):
        raise ActRefusedError("%(version)s cannot be approved: %(why)s; nothing was changed", version=version, why=why)
    agency = Agency.objects.get(pack=acting.pack, name=acting.agency)
    if Approval.objects.filter(version=version, agency=agency, officer=acting.officer).exists():
        raise ActRefusedError(
            "officer %(officer)s approved %(version)s already: expected another officer of %(agency)s; nothing was "
            "changed",
            officer=acting.officer,
            version=version,
            agency=agency,
        )
    acting.details = {"model": version.name, "number": version.number, "table": version.table_digest}
    acting.tell(model=version.name, number=version.number)
    return acting.write(Approval, version=version, agency=agency, officer=acting.officer)
