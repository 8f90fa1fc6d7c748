"""What a decision asked of a business, and how much of it the agencies' own records show done. Paper is asked for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.kernel.feel.values import Value
from bonafides.packs.pack import Pack
from bonafides.packs.repair import Duty, OwnRecord, Repair
from bonafides.standards.case.asked import Asked, ask
from bonafides.standards.case.records import CaseRecord

MAY_BE_ASKED = "may_be_asked"
"""The decision of a pack on whether a business may be asked for what the agencies have; where there is none, it may not."""


@dataclass(frozen=True)
class Target:
    """The record that is to be repaired, and the number of its document."""

    record: CaseRecord
    document_no: str | None


@dataclass(frozen=True)
class DutyShown:
    """A duty that is owed: the records of agencies that show it, and whether that is enough.

    `amount`: how much is owed, in fen; none where no sum is. `shown`: how much the records show. `paper`: a proof of the
    business's own that counts for it. `may_be_asked`: by which rule the business may be asked for paper, or may not.
    """

    duty: Duty
    amount: int | None
    shown: int
    shown_by: tuple[CaseRecord, ...]
    paper: bool
    may_be_asked: Asked | None

    @property
    def by_records(self) -> bool:
        return bool(self.shown_by) and (self.amount is None or self.shown >= self.amount)

    @property
    def performed(self) -> bool:
        return self.by_records or self.paper

    @property
    def missing(self) -> bool:
        """Whether the business may and must be asked for it."""
        return not self.performed

    def as_json(self) -> dict[str, Any]:
        return {
            "duty": self.duty.duty, "title": self.duty.title, "owed": self.amount, "performed": self.performed,
            "shown_by": [f"{one.agency}/{one.ref}" for one in self.shown_by], "paper": self.paper,
            "asked_for": self.duty.paper if self.missing else None,
        }  # fmt: skip


def duties_of(
    pack: Pack, repair: Repair, target: Target, records: Iterable[CaseRecord], day: date, proved: frozenset[str]
) -> tuple[DutyShown, ...]:
    """Every duty that is owed. `proved`: the duties for which paper of the business counts."""
    known = list(records)
    found = []
    for duty in repair.duties:
        owed = target.record.facts.get(duty.owed) if duty.owed else None
        if duty.owed and not (isinstance(owed, Decimal) and owed > 0):
            continue
        shown = [(one, own) for own in duty.own_records for one in known if shows(own, one, target, day)]
        total = sum(amount_of(own, one) or 0 for one, own in shown)
        least = int(owed) if isinstance(owed, Decimal) else None
        enough = bool(shown) and (least is None or total >= least)
        asked = _ask(pack, enough, day)
        found.append(DutyShown(duty, least, total, tuple(one for one, _ in shown), duty.duty in proved, asked))
    return tuple(found)


def shows(own: OwnRecord, one: CaseRecord, target: Target, day: date) -> bool:
    """Whether a record of an agency shows a duty towards the target performed, by a day."""
    if one.kind != own.kind or not target.record.event_date <= day_of(own, one) <= day:
        return False
    if not holds(own.where, one.facts):
        return False
    number = target.record.facts.get(own.of) if own.of else target.document_no
    return own.names is None or (number is not None and one.facts.get(own.names) == number)


def holds(where: Mapping[str, tuple[str | bool | int, ...]], facts: Mapping[str, Value]) -> bool:
    """Whether each fact of `where` is one of its words; of a list, whether one of its words is."""
    for name, words in where.items():
        value = facts.get(name)
        values = value if isinstance(value, tuple) else (value,)
        if not any(one in words for one in values):
            return False
    return True


def day_of(own: OwnRecord, one: CaseRecord) -> date:
    """The day on which a record says that the duty was performed."""
    given = one.facts.get(own.day) if own.day else None
    return given if isinstance(given, date) else one.event_date


def amount_of(own: OwnRecord, one: CaseRecord) -> int | None:
    """The sum that a record says was paid, in fen."""
    given = one.facts.get(own.amount) if own.amount else None
    return int(given) if isinstance(given, Decimal) else None


def _ask(pack: Pack, available: bool, day: date) -> Asked | None:  # noqa: FBT001
    known = {decision.name for model in pack.standards.values() for decision in model.decisions}
    return ask(pack, MAY_BE_ASKED, {"available_by_sharing": available}, day) if MAY_BE_ASKED in known else None
