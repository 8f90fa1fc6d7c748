"""Whether a record may be repaired on a day: the pack's decision, its inputs computed from what the register holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.feel.values import Value
from bonafides.kernel.sentence import Sentence
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.packs.repair import Input, Later, Minimum, Repair
from bonafides.remedies.duties import DutyShown, Target, duties_of, holds
from bonafides.standards.case.asked import Asked, ask
from bonafides.standards.case.indicators import measure_all
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.compile.standard import model_in_force


@dataclass(frozen=True)
class Earliest:
    """From which day a repair may be applied for: by each clock from which the law may count, and the day that counts."""

    asked: Asked
    possible: bool
    by_clock: Mapping[str, date | None]
    day: date | None
    open_question: bool

    def as_json(self) -> dict[str, Any]:
        days = {name: one.isoformat() if one else None for name, one in self.by_clock.items()}
        return {
            "possible": self.possible, "day": self.day.isoformat() if self.day else None, "by_clock": days,
            "open_question": self.open_question, "basis": self.asked.basis,
        }  # fmt: skip


@dataclass(frozen=True)
class Eligibility:
    """What the decision came to, and everything that it follows from."""

    repair: Repair
    target: Target
    day: date
    asked: Asked
    earliest: Earliest | None
    duties: tuple[DutyShown, ...]
    because: Mapping[str, tuple[CaseRecord, ...]]

    @property
    def admitted(self) -> bool:
        return self.asked.value in self.repair.admits

    @property
    def missing(self) -> tuple[DutyShown, ...]:
        """What no agency's record shows: only this may be asked of the business."""
        return tuple(one for one in self.duties if one.missing)

    def as_json(self) -> dict[str, Any]:
        record = self.target.record
        return {
            "repair": self.repair.repair, "record": f"{record.agency}/{record.ref}", "day": self.day.isoformat(),
            "decision": self.asked.decision, "value": str(self.asked.value), "admitted": self.admitted,
            "basis": self.asked.basis, "reason": self.asked.reason, "inputs": self.asked.as_json(),
            "earliest": self.earliest.as_json() if self.earliest else None,
            "duties": [one.as_json() for one in self.duties],
            "because": {name: [f"{one.agency}/{one.ref}" for one in found] for name, found in self.because.items()},
            "asked_for": [one.duty.duty for one in self.missing],
        }  # fmt: skip


def repair_of(pack: Pack, kind: str, agency: str) -> Repair | None:
    """How the records of a kind of an agency are repaired, if they can be."""
    return next((one for one in pack.repairs.values() if one.kind == kind and agency in one.agencies), None)


def eligibility(
    pack: Pack,
    repair: Repair,
    target: Target,
    records: Iterable[CaseRecord],
    day: date,
    *,
    committed: bool,
    proved: frozenset[str] = frozenset(),
) -> Eligibility:
    """Decide. `records`: all of the business that are known; `proved`: the duties for which paper of the business counts."""
    known = list(records)
    duties = duties_of(pack, repair, target, known, day, proved)
    done = {one.duty.duty: one.performed for one in duties}
    earliest: Earliest | None = None
    inputs: dict[str, Value] = {}
    because: dict[str, tuple[CaseRecord, ...]] = {}
    for name in inputs_of(model_in_force(pack, repair.decision, day), repair.decision):
        source = repair.inputs.get(name)
        if source is None:
            continue  # a parameter of the pack
        if source.minimum is not None:
            earliest = _earliest(pack, source.minimum, target.record, day)
            inputs[name] = earliest.possible and earliest.day is not None and earliest.day <= day
        elif source.duties is not None:
            inputs[name] = all(done.get(duty, True) for duty in source.duties)
        elif source.later is not None or source.indicators is not None:
            because[name] = (
                _later(source.later, target.record, known, day)
                if source.later
                else _holding(pack, source.indicators or (), known, day)
            )
            inputs[name] = bool(because[name])
        else:
            inputs[name] = _plain(source, target.record, day, committed)
    return Eligibility(repair, target, day, ask(pack, repair.decision, inputs, day), earliest, duties, because)


def _plain(source: Input, record: CaseRecord, day: date, committed: bool) -> Value:  # noqa: FBT001
    if source.committed:
        return committed
    if source.today:
        return day
    if source.record is not None:
        value: Value = getattr(record, source.record)
        return value
    return record.facts.get(source.fact) if source.fact else None


def _earliest(pack: Pack, minimum: Minimum, record: CaseRecord, day: date) -> Earliest:
    """Where the law leaves open from which day it counts, both days are told and the earlier counts, for the business."""
    wanted = inputs_of(model_in_force(pack, minimum.decision, day), minimum.decision)
    own: dict[str, Value] = {
        "event_date": record.event_date, "valid_from": record.valid_from, "valid_to": record.valid_to,
    }  # fmt: skip
    given = {
        name: own[name] if name in own else record.facts.get(name) for name in wanted if name not in pack.parameters
    }
    asked = ask(pack, minimum.decision, given, day)
    said = asked.value
    if not isinstance(said, Mapping):
        raise ActRefusedError(
            "expected outputs of `%(decision)s`, came %(said)r; mend it in the pack",
            decision=minimum.decision,
            said=said,
        )
    days = {clock: one if isinstance(one := said.get(output), date) else None for clock, output in minimum.days.items()}
    clock = str(said.get(minimum.clock))
    known = [one for one in days.values() if one is not None]
    counts = days.get(clock) if clock in days else min(known, default=None)
    if said.get(minimum.possible) is True and counts is None:
        told = Sentence(
            "the day of `%(clock)s`, from which `%(decision)s` counts, is not in record `%(ref)s`",
            clock=clock,
            decision=minimum.decision,
            ref=record.ref,
        )
        raise ActRefusedError("%(told)s: correct the record first, nothing was changed", told=told)
    possible = said.get(minimum.possible) is True
    return Earliest(asked, possible, days, counts if possible else None, clock not in days)


def _later(later: Later, record: CaseRecord, known: Iterable[CaseRecord], day: date) -> tuple[CaseRecord, ...]:
    return tuple(
        one
        for one in known
        if one.kind == later.kind and one.id != record.id and record.event_date < one.event_date <= day
        and (not later.own_agency or one.agency == record.agency)
        and holds(later.where, one.facts)
        and all(one.facts.get(name) == record.facts.get(name) for name in later.same)
    )  # fmt: skip


def _holding(pack: Pack, names: tuple[str, ...], known: list[CaseRecord], day: date) -> tuple[CaseRecord, ...]:
    measured = measure_all(pack, known, day, names)
    return tuple(one for name in names if measured[name].value for one in measured[name].records)
