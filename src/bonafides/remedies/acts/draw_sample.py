"""Draw the sample of an audit, from the first checkpoint that the ledger signed over its list."""

from __future__ import annotations

from decimal import Decimal

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.ledger.index import index_of_act
from bonafides.ledger.models import Checkpoint
from bonafides.ledger.queries import shown
from bonafides.remedies.models import Audit, Sample
from bonafides.remedies.sample import draw, seed_of, size_of


@official_act("remedies.draw_sample", by=(Role.AUDITOR,))
def draw_sample(acting: Acting, audit: int) -> Sample:
    """Anybody who has the list and that checkpoint draws the same; there is no second try."""
    found = Audit.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=audit).first()
    if found is None:
        raise ActRefusedError(
            "there is no audit %(audit)s; freeze a list first: bonafides remedy audit freeze", audit=audit
        )
    if (acting.pack, acting.agency) != (found.agency.pack, found.agency.name):
        raise ActRefusedError(
            "expected an auditor of %(agency)s, whose audit it is; nothing was changed", agency=found.agency
        )
    if Sample.objects.filter(audit=found).exists():
        raise ActRefusedError("the sample of audit %(audit)s was drawn already; nothing was changed", audit=audit)
    place = index_of_act(found.act_id)
    covering = Checkpoint.objects.filter(size__gt=place).order_by("id").first() if place is not None else None
    if covering is None:
        raise ActRefusedError(
            "the list of audit %(audit)s is not sealed yet: bonafides ledger seal; nothing was changed", audit=audit
        )
    root, origin = bytes(covering.root), shown(covering).origin
    size = size_of(len(found.cases), Decimal(found.ratio))
    drawn = draw(f"audit-{audit}", [str(one) for one in found.cases], seed_of(origin, covering.size, root), size)
    chosen = [int(one.case) for one in drawn if one.drawn]
    acting.details = {"audit": audit, "checkpoint": covering.size, "drawn": chosen}
    return acting.write(Sample, audit=found, origin=origin, size=covering.size, root=root.hex(), drawn=chosen)
