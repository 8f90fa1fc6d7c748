"""Say that what an agency reports cannot be relied on for now: it is told as unavailable, never as empty."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.queries import agency as agency_of
from bonafides.kernel.sentence import Joined
from bonafides.packs.queries import installed_pack
from bonafides.sharing.once.models import Suspension


@official_act("sharing.suspend_source", by=(Role.ADMINISTRATOR, Role.DECIDER))
def suspend_source(acting: Acting, kind: str = "") -> Suspension:
    """Suspend a kind of record of the agency's own, or all it reports. `sharing.resume_source` ends it."""
    pack, _ = installed_pack(acting.pack)
    own = [one.kind for one in pack.catalogue.values() if acting.agency in one.sources]
    if kind and kind not in own:
        raise ActRefusedError(
            "expected a kind that %(agency)s reports (%(own)s), came `%(kind)s`",
            agency=acting.agency,
            own=Joined(own),
            kind=kind,
        )
    agency = agency_of(acting.pack, acting.agency)
    if (running := Suspension.objects.filter(agency=agency, kind=kind, ended=None).first()) is not None:
        raise ActRefusedError(
            "it is suspended since %(since)s already; nothing was changed", since=f"{running.since:%Y-%m-%d %H:%M}"
        )
    acting.details = {"kind": kind}
    return acting.write(Suspension, agency=agency, kind=kind, since=timezone.now())
