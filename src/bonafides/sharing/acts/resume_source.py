"""Say that what an agency reports can be relied on again."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.queries import agency as agency_of
from bonafides.kernel.sentence import Sentence
from bonafides.sharing.once.models import Resumption, Suspension


@official_act("sharing.resume_source", by=(Role.ADMINISTRATOR, Role.DECIDER))
def resume_source(acting: Acting, kind: str = "") -> Resumption:
    """End the suspension of a kind of the agency's own, or of all it reports. Requests that wait are answered now."""
    running = Suspension.objects.filter(agency=agency_of(acting.pack, acting.agency), kind=kind, ended=None).first()
    if running is None:
        raise ActRefusedError(
            "expected a suspension of %(agency)s for `%(kind)s`; there is none",
            agency=acting.agency,
            kind=kind or Sentence("all kinds"),
        )
    acting.details = {"kind": kind}
    return acting.write(Resumption, suspension=running, at=timezone.now())
