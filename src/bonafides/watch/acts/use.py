"""Put a version of a model of risk in use: from today on the order of targeted checks may rest on it."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.watch.models import Use, Version
from bonafides.watch.registry import approved_by, one_at_a_time, own_card, used_last, why_not_usable

EYES = 2
"""Officers who must have approved it: no number of a law, but what `four eyes` means."""


@official_act("watch.use", by=(Role.DECIDER,))
def use(acting: Acting, version: Version) -> Use:
    """It takes the place of whichever version was in use. Refused without two approvals by two officers."""
    own_card(acting, version)
    one_at_a_time(version.pack, version.name)
    today = timezone.localdate()
    for why in why_not_usable(version, today):
        raise ActRefusedError("%(version)s cannot be used: %(why)s; nothing was changed", version=version, why=why)
    officers = approved_by(version)
    if len(officers) < EYES:
        raise ActRefusedError(
            "%(version)s needs the approval of %(eyes)s officers of %(agency)s, came %(officers)s: let another one "
            "approve it (bonafides watch approve); nothing was changed",
            version=version,
            eyes=EYES,
            agency=acting.agency,
            officers=Joined(officers) or Sentence("none"),
        )
    last = used_last(version.pack, version.name)
    if last is not None and last.version_id == version.pk:
        raise ActRefusedError(
            "%(version)s is in use since %(since)s; nothing was changed", version=version, since=last.since
        )
    acting.details = {"model": version.name, "number": version.number, "approved_by": officers}
    acting.tell(model=version.name, number=version.number)
    return acting.write(Use, pack=version.pack, name=version.name, version=version, since=today, back=False)
