"""One item answered from the records that stand: a fact by the newest that holds, a criterion by the pack's own standards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bonafides.entities.models import Entity
from bonafides.kernel.feel.values import Value
from bonafides.packs.form import Answer, Criterion, FactItem, FormItem
from bonafides.packs.held import holders, kinds_of
from bonafides.packs.pack import Pack
from bonafides.sharing.fields import Disclosed
from bonafides.sharing.once.filled import FilledItem, Outcome, Why
from bonafides.sharing.once.read import erased, newest
from bonafides.sharing.once.sources import Sources
from bonafides.standards.case.decide import decide_case
from bonafides.standards.case.indicators import Measured, measure
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.compile.standard import StandardNotFoundError


@dataclass(frozen=True)
class Known:
    """What is known for answering: facts as disclosed, records as the standards see them (none where only facts are asked)."""

    entity: Entity
    facts: Sequence[Disclosed]
    records: Sequence[CaseRecord]
    sources: Sources
    day: date
    closed: frozenset[str] = frozenset()
    """Kinds of which records may stand that are not shown."""


def answer(pack: Pack, one: FormItem, known: Known) -> FilledItem:
    """What an agency's item comes to. An item that is asked of the business is not for here."""
    agencies, kinds = holders(pack, one), kinds_read(pack, one)
    found = newest(pack, known.facts, one.fact.kind, agencies, known.day) if one.fact else None
    kept = [(each, kind) for each in agencies for kind in kinds if each in pack.catalogue[kind].sources]
    for agency, kind in kept:
        why = known.sources.why((agency,), (kind,))
        # An agency that never told a whole file of a kind may still have entered this one record by hand.
        if why is Why.SUSPENDED or (why is not None and found is None):
            return FilledItem(one, Outcome.UNAVAILABLE, agencies=(agency,), why=why)
    if one.fact is not None and found is None and one.fact.kind in known.closed:
        return FilledItem(one, Outcome.UNAVAILABLE, agencies=agencies, why=Why.NOT_DISCLOSED)
    if one.fact is not None and found is not None and erased(pack, found, one.fact):
        return FilledItem(one, Outcome.UNAVAILABLE, agencies=(found.agency,), why=Why.ERASED, records=(found.id,))
    reported = known.sources.reported({agency for agency, _ in kept}, kinds)
    if one.fact is not None:
        return _fact(one, one.fact, agencies, found, reported)
    if one.criterion is None:
        raise ValueError(f"`{one.item}` is asked of the business")
    return _criterion(pack, one, one.criterion, agencies, known, reported)


def kinds_read(pack: Pack, one: FormItem) -> tuple[str, ...]:
    """The kinds of record that an item is read from."""
    return (one.fact.kind,) if one.fact else kinds_of(pack, one.criterion)


def _fact(
    one: FormItem, fact: FactItem, agencies: tuple[str, ...], found: Disclosed | None, reported: datetime | None
) -> FilledItem:
    if found is None:
        return FilledItem(one, Outcome.KNOWN_EMPTY, agencies=agencies, reported=reported)
    value = found.facts.get(fact.field)
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


def _criterion(
    pack: Pack, one: FormItem, criterion: Criterion, agencies: tuple[str, ...], known: Known, reported: datetime | None
) -> FilledItem:
    try:
        value, measured = _asked(pack, criterion, known)
    except StandardNotFoundError:
        return FilledItem(one, Outcome.UNAVAILABLE, agencies=agencies, why=Why.NOT_DECIDED)
    rests_on = tuple(dict.fromkeys(record.id for each in measured for record in each.records))
    if value is None:
        none = criterion.when_none
        told = Outcome.KNOWN_EMPTY if none is None else Outcome.VALUE
        return FilledItem(one, told, None if none is None else none == "yes", agencies, reported=reported)
    yes = any(_same(value, each) for each in criterion.yes)
    return FilledItem(one, Outcome.VALUE, yes, agencies, reported=reported, records=rests_on)


def _asked(pack: Pack, one: Criterion, known: Known) -> tuple[Value, tuple[Measured, ...]]:
    if one.indicator is not None:
        measured = measure(pack, pack.indicators[one.indicator], known.records, known.day)
        return measured.value, (measured,)
    decided = decide_case(pack, one.decision or "", known.entity, known.records, known.day)
    return decided.outcome.value, tuple(decided.measured.values())


def _same(value: Value, given: Answer) -> bool:
    if isinstance(given, bool) or isinstance(value, bool):
        return value is given
    return value == (Decimal(given) if isinstance(given, int) else given)
