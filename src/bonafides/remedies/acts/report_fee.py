"""Report that somebody asked money for a repair, which is free at every stage."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.kernel.feel.values import Value
from bonafides.kernel.sentence import Sentence
from bonafides.packs.queries import installed_pack
from bonafides.records.models import Record
from bonafides.records.texts import check_text
from bonafides.remedies.models import FeeAlarm
from bonafides.standards.case.asked import ask

DECISION = "repair_fee_permitted"


@official_act("remedies.report_fee", by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.REVIEWER, Role.AUDITOR))
def report_fee(acting: Acting, record: Record, amount: int, by_whom: str = "") -> FeeAlarm:
    """It stays as an alarm for auditors; the application that it came with is refused."""
    from decimal import Decimal

    pack, _ = installed_pack(record.agency.pack)
    fee: dict[str, Value] = {"fee": Decimal(amount)}
    asked = ask(pack, DECISION, fee, timezone.localdate())
    if asked.value is not False:
        raise ActRefusedError(
            "expected a fee that is not permitted, came %(amount)s fen: there is nothing to report", amount=amount
        )
    check_text(by_whom, Sentence("by whom the fee was asked"))
    acting.subject = record.entity_id
    acting.details = {"record": record.source_ref, "amount": amount, "rule": asked.basis}
    acting.tell(alarm="fee", amount=amount)
    return acting.write(FeeAlarm, entity_id=record.entity_id, amount=amount, by_whom=by_whom.strip(), basis=asked.basis)
