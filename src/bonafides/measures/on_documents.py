"""What a decision tells of measures: those of the catalogue that come with the listing it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.documents.content import cited_text
from bonafides.entities.models import Entity
from bonafides.kernel.feel.values import Value
from bonafides.measures.catalogue import coming_with, proportionate
from bonafides.measures.triggers import Trigger
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Citation


def measures_of(pack: Pack, entity: Entity, context: Mapping[str, Any], day: date) -> list[dict[str, Any]]:
    """The measures that the list `of` would bring for this business, as entries of a document; the list does not stand yet."""
    told = {**context.get("facts", {}), **context.get("fields", {})}
    trigger = Trigger(
        "listing", 0, entity, pack.name, str(context.get("of", "")), str(context.get("agency", "")), day, day,
        facts={name: _value(value) for name, value in told.items()},
    )  # fmt: skip
    return list(_entries(pack, entity, trigger, day))


def _entries(pack: Pack, entity: Entity, trigger: Trigger, day: date) -> Iterator[dict[str, Any]]:
    for measure, pattern in coming_with(pack, trigger, day):
        if measure.kind == "penalty" and entity.kind in measure.targets and proportionate(measure, pattern, trigger):
            agency = pack.agencies[measure.agency].title
            basis = basis_told(pack, measure.basis, day)
            yield {"title": measure.title, "agency": agency, "basis": basis, "since": day}


def basis_told(pack: Pack, citations: Iterable[Citation], day: date) -> dict[str, str]:
    """What of some citations is in force on a day, in each language of the pack."""
    given = tuple(citations)
    return {language: _basis(pack, given, language, day) for language in pack.info.languages}


def _basis(pack: Pack, citations: tuple[Citation, ...], language: str, day: date) -> str:
    cited = [one for one in citations if pack.instruments[one.instrument].in_force.covers(day)]
    texts = (cited_text(pack.instruments[one.instrument].title[language], [one.article] if one.article else [], language)
             for one in cited)  # fmt: skip
    return ("、" if language == "zh" else "; ").join(texts)


def _value(value: Any) -> Value:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, (list, tuple)):
        return tuple(_value(one) for one in value)
    return value if isinstance(value, (str, bool, date)) else None
