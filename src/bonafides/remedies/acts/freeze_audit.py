"""Freeze the list of repairs of which a sample is looked at again, before the seed of the sample exists."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.queries import agency
from bonafides.kernel.sentence import Sentence
from bonafides.ledger.queries import length
from bonafides.packs.queries import installed_pack
from bonafides.remedies.granted import granted_between
from bonafides.remedies.models import Audit

RATIO = "repair_audit_ratio"
"""The parameter of a pack that says how large a part is looked at."""


@official_act("remedies.freeze_audit", by=(Role.AUDITOR,))
def freeze_audit(acting: Acting, since: date, until: date) -> Audit:
    """The list goes into the ledger with this act; `draw_sample` draws from it once the ledger has signed that."""
    pack, _ = installed_pack(acting.pack)
    parameter = pack.parameters.get(RATIO)
    value = parameter.on(until) if parameter is not None else None
    if value is None:
        raise ActRefusedError(
            "expected the parameter `%(ratio)s` in force on %(until)s in pack %(pack)s, came none",
            ratio=RATIO,
            until=until,
            pack=pack.name,
        )
    if not since <= until < timezone.localdate():
        raise ActRefusedError(
            "expected days before today, the first not after the last, came %(since)s to %(until)s",
            since=since,
            until=until,
        )
    own = agency(acting.pack, acting.agency)
    if (other := Audit.objects.filter(agency=own, since__lte=until, until__gte=since).first()) is not None:
        told = Sentence(
            "audit %(other)s holds %(since)s to %(until)s already", other=other.pk, since=other.since, until=other.until
        )
        raise ActRefusedError(
            "%(told)s: one list for a day, so that nobody draws until it suits; nothing was changed", told=told
        )
    cases = granted_between(own, since, until)
    if not cases:
        raise ActRefusedError(
            "no repair was granted by %(own)s from %(since)s to %(until)s: there is nothing to look at",
            own=own,
            since=since,
            until=until,
        )
    acting.details = {"since": since.isoformat(), "until": until.isoformat(), "cases": cases, "ratio": str(value.value)}
    acting.leaf({"audit-of": acting.agency, "since": since.isoformat(), "until": until.isoformat(), "cases": cases})
    return acting.write(
        Audit, agency=own, since=since, until=until, ratio=str(value.value), cases=cases, log_size=length()
    )
