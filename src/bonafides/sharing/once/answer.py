"""One item answered from the records that stand: a fact by the newest that holds, a criterion by the pack's own standards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bonafides.entities.models import Entity
from bonafides.kernel.feel.values import Value
from bonafides.packs.form import Answer, Criterion, FactItem, FormItem
from bonafides.packs.held import holders, kinds_of
from bonafides.packs.pack import Pack
from bonafides.sharing.once.filled import FilledItem, Outcome, Why
from bonafides.sharing.once.sources import Sources
from bonafides.standards.case.decide import decide_case
from bonafides.standards.case.indicators import Measured, measure
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.compile.standard import StandardNotFoundError


def answer(
    pack: Pack, one: FormItem, entity: Entity, records: Sequence[CaseRecord], sources: Sources, day: date
) -> FilledItem:
    """What an agency's item comes to. An item that is asked of the business is not for here."""
    agencies = holders(pack, one)
    kinds = (one.fact.kind,) if one.fact else kinds_of(pack, one.criterion)
    kept = [(each, kind) for each in agencies for kind in kinds if each in pack.catalogue[kind].sources]
    for agency, kind in kept:
        if (why := sources.why((agency,), (kind,))) is not None and not _has(records, one, agency, why):
            return FilledItem(one, Outcome.UNAVAILABLE, agencies=(agency,), why=why)
    reported = sources.reported({agency for agency, _ in kept}, kinds)
    if one.fact is not None:
        return _fact(pack, one, one.fact, agencies, records, reported, day)
    if one.criterion is None:
        raise ValueError(f"`{one.item}` is asked of the business")
    return _criterion(pack, one, one.criterion, agencies, entity, records, reported, day)


def _has(records: Iterable[CaseRecord], one: FormItem, agency: str, why: Why) -> bool:
    """An agency that never told a whole file of a kind may still have entered this one record by hand."""
    if one.fact is None or why is not Why.NEVER_REPORTED:
        return False
    return any(each.kind == one.fact.kind and each.agency == agency for each in records)


def _fact(
    pack: Pack, one: FormItem, fact: FactItem, agencies: tuple[str, ...], records: Sequence[CaseRecord],
    reported: datetime | None, day: date,
) -> FilledItem:  # fmt: skip
    found = newest(pack, records, fact.kind, agencies, day)
    if found is None:
        return FilledItem(one, Outcome.KNOWN_EMPTY, agencies=agencies, reported=reported)
    value = plain(found.facts.get(fact.field))
    told = Outcome.VALUE if value is not None else Outcome.KNOWN_EMPTY
    return FilledItem(
        one,
        told,
        value,
        (found.agency,),
        f"{found.agency}/{found.ref}",
        found.event_date,
        reported,
        records=(found.id,),
    )


def newest(
    pack: Pack, records: Iterable[CaseRecord], kind: str, agencies: Sequence[str], day: date
) -> CaseRecord | None:
    """The record of a kind that holds on a day and began last: of a state the last of its source, of events the latest."""
    of = [one for one in records if one.kind == kind and one.agency in agencies and one.valid_from <= day]
    of.sort(key=lambda one: (one.valid_from, one.known_from, one.id))
    if pack.catalogue[kind].nature == "state":  # what was replaced holds no more, also where the newest one has ended
        of = sorted({one.agency: one for one in of}.values(), key=lambda one: (one.valid_from, one.known_from, one.id))
    holding = [one for one in of if one.valid_to is None or one.valid_to > day]
    return holding[-1] if holding else None


def _criterion(
    pack: Pack, one: FormItem, criterion: Criterion, agencies: tuple[str, ...], entity: Entity,
    records: Sequence[CaseRecord], reported: datetime | None, day: date,
) -> FilledItem:  # fmt: skip
    try:
        value, measured = _asked(pack, criterion, entity, records, day)
    except StandardNotFoundError:
        return FilledItem(one, Outcome.UNAVAILABLE, agencies=agencies, why=Why.NOT_DECIDED)
    rests_on = tuple(dict.fromkeys(record.id for each in measured for record in each.records))
    if value is None:
        none = criterion.when_none
        told = Outcome.KNOWN_EMPTY if none is None else Outcome.VALUE
        return FilledItem(one, told, None if none is None else none == "yes", agencies, reported=reported)
    yes = any(_same(value, each) for each in criterion.yes)
    return FilledItem(one, Outcome.VALUE, yes, agencies, reported=reported, records=rests_on)


def _asked(
    pack: Pack, one: Criterion, entity: Entity, records: Sequence[CaseRecord], day: date
) -> tuple[Value, tuple[Measured, ...]]:
    if one.indicator is not None:
        measured = measure(pack, pack.indicators[one.indicator], records, day)
        return measured.value, (measured,)
    decided = decide_case(pack, one.decision or "", entity, records, day)
    return decided.outcome.value, tuple(decided.measured.values())


def _same(value: Value, given: Answer) -> bool:
    if isinstance(given, bool) or isinstance(value, bool):
        return value is given
    return value == (Decimal(given) if isinstance(given, int) else given)


def plain(value: Value) -> Any:
    """A value of FEEL as JSON has it, exact."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
