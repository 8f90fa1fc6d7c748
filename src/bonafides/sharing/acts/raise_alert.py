"""The act by which an auditor is told of something unusual in a day of look-ups."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.sharing.access.alerts import Found
from bonafides.sharing.access.days import Looker
from bonafides.sharing.access.models import Alert


@official_act("sharing.raise_alert", by=(Role.OPERATOR,))
def raise_alert(acting: Acting, pack: str, who: Looker, on: date, found: Found) -> Alert:
    """From now on auditors of the pack's agencies see it. It is a question, no finding: nothing else follows from it."""
    alert = acting.write(
        Alert, rule=found.rule.value, pack=pack, agency=who.agency, kind=who.kind, name=who.name, on=on, count=found.count,
        threshold=found.threshold,
    )  # fmt: skip
    acting.tell(alert=alert.pk, rule=alert.rule)
    return alert
