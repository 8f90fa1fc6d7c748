"""What speaks against a proof: the same bytes or the same number elsewhere, and what the agencies' own records say otherwise.

A suspicion is no finding. A proof under one does not count until an officer has looked at it (`remedies/acts/judge_proof.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bonafides.packs.repair import Duty
from bonafides.remedies.duties import Target, amount_of, day_of, shows
from bonafides.standards.case.records import CaseRecord


class Why(StrEnum):
    """What speaks against a proof."""

    SAME_DOCUMENT_OTHER_APPLICANT = "same-document-other-applicant"
    SAME_DOCUMENT_OTHER_CASE = "same-document-other-case"
    SAME_NUMBER_OTHER_APPLICANT = "same-number-other-applicant"
    AMOUNT_DIFFERS = "amount-differs"
    DAY_DIFFERS = "day-differs"
    DAY_BEFORE_DECISION = "day-before-decision"
    LESS_THAN_OWED = "less-than-owed"


@dataclass(frozen=True)
class Stated:
    """A proof as the business gave it: its bytes by their hash, and what it states."""

    sha256: str
    duty: str
    entity: int
    case: int
    amount: int | None = None
    on: date | None = None
    number: str = ""


@dataclass(frozen=True)
class Suspicion:
    """One thing that speaks against a proof; `against`: the record or case that does, `told` in English."""

    why: Why
    against: str
    told: str

    def as_json(self) -> dict[str, Any]:
        return {"why": self.why.value, "against": self.against, "told": self.told}


def repeated(proof: Stated, others: Iterable[Stated]) -> list[Suspicion]:
    """The same document, or the same number of a receipt, in other cases. `others` may hold the proof itself."""
    found = []
    for one in others:
        if one.case == proof.case:
            continue
        stranger, case = one.entity != proof.entity, f"case {one.case}"
        if one.sha256 == proof.sha256 and stranger:
            told = f"another business gave the same document in {case}"
            found.append(Suspicion(Why.SAME_DOCUMENT_OTHER_APPLICANT, case, told))
        elif one.sha256 == proof.sha256:
            found.append(Suspicion(Why.SAME_DOCUMENT_OTHER_CASE, case, f"the same document was given in {case}"))
        elif stranger and proof.number and one.number == proof.number and one.duty == proof.duty:
            told = f"another business gave a receipt of the same number in {case}"
            found.append(Suspicion(Why.SAME_NUMBER_OTHER_APPLICANT, case, told))
    return found


def contradicted(
    proof: Stated, duty: Duty, owed: int | None, target: Target, records: Iterable[CaseRecord], day: date
) -> list[Suspicion]:
    """Where what a proof states is not what the agencies' records say."""
    found = []
    decided = target.record.event_date
    if proof.on is not None and proof.on < decided:
        told = f"it is of {proof.on}, before the decision of {decided}"
        found.append(Suspicion(Why.DAY_BEFORE_DECISION, target.record.ref, told))
    if proof.amount is not None and owed is not None and proof.amount < owed:
        found.append(Suspicion(Why.LESS_THAN_OWED, target.record.ref, f"it states {proof.amount} fen, {owed} are owed"))
    own = [(each, one) for each in duty.own_records for one in records if shows(each, one, target, day)]
    amounts = [amount for each, one in own if (amount := amount_of(each, one)) is not None]
    days = {day_of(each, one) for each, one in own}
    named = ", ".join(f"{one.agency}/{one.ref}" for _, one in own)
    if proof.amount is not None and amounts and proof.amount not in (*amounts, sum(amounts)):
        known = ", ".join(map(str, sorted(amounts)))
        told = f"it states {proof.amount} fen, the agency's records say {known}"
        found.append(Suspicion(Why.AMOUNT_DIFFERS, named, told))
    if proof.on is not None and days and proof.on not in days:
        known = ", ".join(map(str, sorted(days)))
        found.append(Suspicion(Why.DAY_DIFFERS, named, f"it is of {proof.on}, the agency's records say {known}"))
    return found
