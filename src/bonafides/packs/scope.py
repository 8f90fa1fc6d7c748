"""The names that an expression of a pack may use, with their FEEL types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.ast import Name
from bonafides.kernel.feel.types import BOOLEAN, DATE, NUMBER, STRING, ListOf, Type
from bonafides.packs.facts import Fact
from bonafides.packs.indicator import Indicator
from bonafides.packs.kind import Kind
from bonafides.packs.pack import Pack

OF_A_RECORD: dict[str, Type] = {"event_date": DATE, "valid_from": DATE, "valid_to": DATE, "agency": STRING}
"""What every record has, beside its facts."""
OF_AN_ENTITY: dict[str, Type] = {"scheme": STRING, "code": STRING, "subject_kind": STRING}
"""What every business has, beside its records."""
OF_A_RUN: dict[str, Type] = {"as_of": DATE}
_PARAMETERS: dict[str, Type] = {"number": NUMBER, "string": STRING, "boolean": BOOLEAN, "date": DATE}


def fact_type(fact: Fact) -> Type:
    """The FEEL type of a fact. A decimal is a string in a record, and so it is here."""
    if fact.type == "array":
        return ListOf(STRING)
    if fact.format == "date":
        return DATE
    return {"string": STRING, "integer": NUMBER, "boolean": BOOLEAN}[fact.type]


def parameter_types(pack: Pack) -> dict[str, Type]:
    return {name: _PARAMETERS[one.type] for name, one in pack.parameters.items()}


def record_scope(pack: Pack, kinds: tuple[Kind, ...]) -> dict[str, Type]:
    """What the `where` of an indicator over records of these kinds may name: facts that all of them have alike."""
    facts = [{name: fact_type(fact) for name, fact in kind.facts.properties.items()} for kind in kinds]
    shared = {name: of for name, of in facts[0].items() if all(one.get(name) == of for one in facts)} if facts else {}
    return shared | OF_A_RECORD | OF_A_RUN | parameter_types(pack)


def indicator_type(pack: Pack, one: Indicator) -> Type:
    """The FEEL type of an indicator's value. Raises KeyError where the pack has no such kind or fact."""
    if one.measure in ("count", "days_since"):
        return NUMBER
    if one.measure == "exists":
        return BOOLEAN
    return record_scope(pack, tuple(pack.catalogue[kind] for kind in one.kinds))[one.of or ""]


def standards_scope(pack: Pack) -> Mapping[str, Type]:
    """What the inputs of the pack's decision tables may be."""
    indicators = {name: indicator_type(pack, one) for name, one in pack.indicators.items()}
    return OF_AN_ENTITY | OF_A_RUN | parameter_types(pack) | indicators


def names_in(node: Any) -> Iterator[str]:
    """The names in a FEEL tree."""
    if isinstance(node, Name):
        yield node.name
    elif isinstance(node, tuple):
        for one in node:
            yield from names_in(one)
    elif is_dataclass(node):
        for one in fields(node):
            yield from names_in(getattr(node, one.name))


BUSINESS, CASE = "business", "case"
"""What a model may be of, beside a kind of the catalogue: its attribute `of` in the namespace `urn:bonafides:dmn`."""


def model_of(model: Definitions) -> str:
    """What a model decides about: a business (by default), a case, or a record of the kind that it names."""
    return model.extensions.get("of", BUSINESS)


def model_scope(pack: Pack, model: Definitions) -> Mapping[str, Type]:
    """What the inputs of a model may be, beside those that its case gives. Raises KeyError where `of` is no kind."""
    known = standards_scope(pack)
    if model_of(model) in (BUSINESS, CASE):
        return known
    kind = pack.catalogue[model_of(model)]
    # A fact goes before an indicator of the same name: the model is of the record.
    return {**known, **{name: fact_type(fact) for name, fact in kind.facts.properties.items()}, **OF_A_RECORD}
