"""The facts that an item or an evidence request wants, read through the one door of disclosure, and nothing beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from bonafides.entities.models import Erasure
from bonafides.packs.check_forms import SECRET
from bonafides.packs.form import FactItem
from bonafides.packs.pack import Pack
from bonafides.sharing.access.log import How
from bonafides.sharing.disclosure import Disclosed, Request, Scope, disclosed_fields
from bonafides.sharing.fields import withheld_of
from bonafides.sharing.publicity import Audience


def opened(scope: Scope, pack: Pack, fact: FactItem) -> bool:
    """Whether a fact is seen by who asks: it is public, or the purpose opens it."""
    kind = f"{pack.name}/{fact.kind}"
    return fact.field not in withheld_of(kind, scope.version) or scope.opens(kind, fact.field)


def closed(scope: Scope, pack: Pack, kind: str, day: date) -> bool:
    """Whether records of a kind may stand that who asks is not shown: then nothing found is not known to be empty.

    What was public and has ended is over for everybody, and is no gap.
    """
    if scope.audience is Audience.OPERATOR or scope.entities is not None or f"{pack.name}/{kind}" in scope.fields:
        return False
    publicity = pack.catalogue[kind].publicity
    periods = [publicity.period(name, day) for name in dict.fromkeys(one.name for one in publicity.classes)]
    return any(one is None or not one.public for one in periods)


def read(request: Request, pack: Pack, entities: Sequence[int], facts: Iterable[FactItem], how: How) -> list[Disclosed]:
    """The records that stand of the kinds of these facts, each with these facts alone; logged. Raises NotDisclosedError."""
    wanted: dict[str, set[str]] = {}
    for one in facts:
        wanted.setdefault(f"{pack.name}/{one.kind}", set()).add(one.field)
    if not wanted:
        return []
    fields: Mapping[str, Collection[str]] = wanted
    return disclosed_fields(request, entities, fields, as_of=request.on, how=how)


def erased(pack: Pack, found: Disclosed, fact: FactItem) -> bool:
    """Whether a fact that a record does not hold may have been there before it was erased: then it is not known to be empty."""
    of = pack.catalogue[fact.kind].facts.properties[fact.field].disclosure
    if fact.field in found.facts or of not in SECRET:
        return False
    return Erasure.objects.filter(entity=found.entity, of=of).exists()


def newest(pack: Pack, records: Iterable[Disclosed], kind: str, agencies: Sequence[str], day: date) -> Disclosed | None:
    """The record of a kind that began last and holds on a day: of events the latest, of a state that of the latest source."""
    key = f"{pack.name}/{kind}"
    of = [
        one
        for one in records
        if one.kind == key
        and one.agency in agencies
        and one.valid_from <= day
        and (one.valid_to is None or one.valid_to > day)
    ]
    return max(of, key=lambda one: (one.valid_from, one.known_from, one.id), default=None)
