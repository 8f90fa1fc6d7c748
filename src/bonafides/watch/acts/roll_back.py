"""Take a version of a model of risk out of use: back to one that was in use before, or to none."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.kernel.sentence import Sentence
from bonafides.watch.models import Use, Version
from bonafides.watch.registry import one_at_a_time, own_card, used_last, why_not_usable


@official_act("watch.roll_back", by=(Role.DECIDER,))
def roll_back(acting: Acting, version: Version, *, to: Version | None) -> Use:
    """`version` is used no more from now on, nor what it scored. It goes back only to what was in use, and may be used still."""
    own_card(acting, version)
    one_at_a_time(version.pack, version.name)
    last, today = used_last(version.pack, version.name), timezone.localdate()
    if last is None or last.version_id != version.pk:
        there = (
            Sentence("none is")
            if last is None or last.version is None
            else Sentence("%(version)s is", version=last.version)
        )
        raise ActRefusedError(
            "%(version)s is not in use, %(there)s: there is nothing to roll back; nothing was changed",
            version=version,
            there=there,
        )
    if to is not None:
        if to.pk == version.pk or not Use.objects.filter(version=to, pack=version.pack, name=version.name).exists():
            raise ActRefusedError(
                "expected a version of %(version)s that was in use before, came %(came)s; put it in use instead (bonafides "
                "watch use); nothing was changed",
                version=version.name,
                came=to,
            )
        for why in why_not_usable(to, today):
            raise ActRefusedError(
                "%(to)s cannot be used again: %(why)s; roll back to none; nothing was changed", to=to, why=why
            )
    acting.details = {"model": version.name, "from": version.number, "to": None if to is None else to.number}
    acting.tell(model=version.name, number=version.number)
    return acting.write(Use, pack=version.pack, name=version.name, version=to, since=today, back=True)
