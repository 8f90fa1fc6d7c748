"""How a pledge will be verified: by the item and the credit, told with the approval, and no more than others are inspected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bonafides.packs.check_pledges import CREDIT, RISK
from bonafides.packs.pack import Pack
from bonafides.packs.pledge import PledgeItem
from bonafides.standards.case.asked import ask


@dataclass(frozen=True)
class Plan:
    """The method, and the rule that chose it."""

    method: str
    good_credit: bool
    basis: str
    reason: str


def planned(pack: Pack, item: PledgeItem, day: date, *, good_credit: bool) -> Plan:
    """By the decision in force on the day of the approval. Raises ActRefusedError where it does not decide."""
    asked = ask(pack, item.verification.decision, {RISK: item.verification.risk, CREDIT: good_credit}, day)
    return Plan(str(asked.value), good_credit, asked.basis, asked.reason)
