"""Inspection items held against the rest of the pack: whatever they name is there, and fits.

The decisions that they name are in `check_inspection_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from bonafides.kernel.feel.types import BOOLEAN, DATE, NUMBER, STRING, Type
from bonafides.packs.check_inspection_decisions import decision_faults
from bonafides.packs.citations import citation_faults
from bonafides.packs.document import Document
from bonafides.packs.facts import Fact
from bonafides.packs.faults import PackFault
from bonafides.packs.inspection_item import Condition, InspectionItem
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.scope import OF_AN_ENTITY, indicator_type
from bonafides.packs.wording import Path, shown

FEWEST_OFFICERS = 2
"""The draw assigns a lead and a second (docs/reference/draw.md): fewer is no number of officers that it could serve."""
WHOLE = 10_000
_PYTHON: dict[Type, tuple[type, str]] = {
    NUMBER: (int, "whole numbers"), STRING: (str, "texts"), BOOLEAN: (bool, "true or false"), DATE: (date, "days"),
}  # fmt: skip
# The facts into which an inspection tells more than one thing are lists; whether the business replied is yes or no.
_TOLD_TYPES = {"officers": "array", "findings": "array", "follow_ups": "array", "replied": "boolean"}


def item_faults(pack: Pack, documents: Mapping[str, Document]) -> Iterator[PackFault]:
    """Every fault of `inspection-items/` that shows only beside the other files."""
    for name, item in pack.inspection_items.items():
        document = documents[f"inspection-items/{name}.yaml"]
        own = list(
            chain(
                _agency(pack, item, document),
                chain.from_iterable(citation_faults(pack, basis, document, at) for at, basis in item.citations()),
                _businesses(pack, item, document),
                _parameters(pack, item, document),
                _record(pack, item, document),
                _merges(pack, item, document),
                _risk_model(pack, item, document),
            )
        )
        yield from own or decision_faults(pack, item, document)


def _risk_model(pack: Pack, item: InspectionItem, document: Document) -> Iterator[PackFault]:
    if item.risk_model is None:
        return
    model = pack.risk_models.get(item.risk_model)
    if model is None:
        expected = f"a model of risk-models/ ({', '.join(pack.risk_models) or 'there is none'})"
        yield document.fault(("risk_model",), expected, f"`{item.risk_model}`", "mend its spelling")
    elif model.owner != item.agency:
        came = f"`{item.risk_model}`, which {model.owner} owns"
        yield document.fault(("risk_model",), f"a model that `{item.agency}` owns", came, "name one of its own")


def _agency(pack: Pack, item: InspectionItem, document: Document) -> Iterator[PackFault]:
    agency = pack.agencies.get(item.agency)
    if agency is None:
        expected = f"an agency of agencies.yaml ({', '.join(pack.agencies)})"
        yield document.fault(("agency",), expected, f"`{item.agency}`", "mend its spelling, or add it there")
        return
    fields = [one.field for one in agency.fields]
    if item.field not in fields:
        expected = f"a field of `{item.agency}` ({', '.join(fields) or 'it has none'})"
        mend = "mend its spelling, or add it to the agency's `fields` in agencies.yaml"
        yield document.fault(("field",), expected, f"`{item.field}`", mend)


def _businesses(pack: Pack, item: InspectionItem, document: Document) -> Iterator[PackFault]:
    for entry, conditions in (("scope", item.scope), ("must_include", item.must_include)):
        for index, one in enumerate(conditions):
            yield from _condition(pack, one, document, (entry, index))
    if item.weight is not None and item.weight not in pack.indicators:
        expected = f"an indicator of the pack ({', '.join(pack.indicators)})"
        yield document.fault(("weight",), expected, f"`{item.weight}`", "mend its spelling")
    elif item.weight is not None and (of := _type_of(pack, item.weight)) != NUMBER:
        expected = "a number: so many tickets has a business"
        yield document.fault(("weight",), expected, f"`{item.weight}`, a {of}", "name another")
    if item.region is None:
        return
    of = _type_of(pack, item.region.of)
    if of is None:
        yield _unknown(pack, item.region.of, document, ("region", "of"))
    elif of != STRING:
        expected = "a text, as a region is one"
        yield document.fault(("region", "of"), expected, f"`{item.region.of}`, a {of}", "name another")


def _condition(pack: Pack, one: Condition, document: Document, at: Path) -> Iterator[PackFault]:
    of = _type_of(pack, one.of)
    if of is None:
        yield _unknown(pack, one.of, document, (*at, "of"))
        return
    if one.at_least is not None and of != NUMBER:
        yield document.fault((*at, "at_least"), f"`in`, as `{one.of}` is a {of}", "`at_least`", "write `in: [...]`")
    kind, words = _PYTHON[of]
    for index, value in enumerate(one.within or ()):
        if type(value) is not kind:
            yield document.fault((*at, "in", index), f"{words}, as `{one.of}` is a {of}", shown(value))
        elif (known := _values_of(pack, one.of)) and value not in known:
            expected = f"a value of `{one.of}` ({', '.join(known)})"
            yield document.fault((*at, "in", index), expected, shown(value), "mend its spelling")


def _type_of(pack: Pack, name: str) -> Type | None:
    if name in pack.indicators:
        return indicator_type(pack, pack.indicators[name])
    return OF_AN_ENTITY.get(name)


def _unknown(pack: Pack, name: str, document: Document, at: Path) -> PackFault:
    expected = f"an indicator of the pack ({', '.join(pack.indicators)}), or one of {', '.join(OF_AN_ENTITY)}"
    return document.fault(at, expected, f"`{name}`", "mend its spelling, or add it to indicators.yaml")


def _values_of(pack: Pack, name: str) -> tuple[str, ...]:
    """The closed list of values that an indicator has from its fact, or a kind of subject has; empty where there is none."""
    if name == "subject_kind":
        kinds = (subject.kind for scheme in pack.info.schemes for subject in scheme.subjects)
        return tuple(dict.fromkeys(kind for kind in kinds if kind is not None))
    one = pack.indicators.get(name)
    if one is None or one.measure != "latest":
        return ()
    facts = [pack.catalogue[kind].facts.properties[one.of or ""] for kind in one.kinds]
    return tuple(dict.fromkeys(word for fact in facts for word in fact.words or ()))


def _parameters(pack: Pack, item: InspectionItem, document: Document) -> Iterator[PackFault]:
    limits = {
        "officers": (FEWEST_OFFICERS, None),
        "yearly_cap": (1, None),
        "floor_bp": (0, WHOLE),
        "cap_bp": (0, WHOLE),
    }
    for entry, (least, most) in limits.items():
        name = getattr(item, entry)
        if name is None:
            continue
        one = pack.parameters.get(name)
        if one is None or one.type != "number":
            numbers = ", ".join(each for each, known in pack.parameters.items() if known.type == "number")
            expected = f"a parameter of type number ({numbers or 'there is none'})"
            yield document.fault((entry,), expected, f"`{name}`", "mend its spelling, or add it to parameters.yaml")
            continue
        for value in one.values:
            number = exact("number", value.value)
            if type(value.value) is not int or value.value < least or (most is not None and value.value > most):
                span = f"at least {least}" if most is None else f"from {least} to {most:,}"
                expected = f"a parameter whose every value is a whole number, {span}"
                yield document.fault((entry,), expected, f"`{name}`, which is {number}", "mend parameters.yaml")
        if one.on(item.in_force.since) is None:
            expected = f"a parameter with a value in force on {item.in_force.since}, when the item begins"
            yield document.fault((entry,), expected, f"`{name}`", "add the value, or let the item begin later")


def _record(pack: Pack, item: InspectionItem, document: Document) -> Iterator[PackFault]:
    record, at = item.record, ("record",)
    kind = pack.catalogue.get(record.kind)
    if kind is None:
        expected = f"a kind of the catalogue ({', '.join(pack.catalogue)})"
        yield document.fault((*at, "kind"), expected, f"`{record.kind}`", "mend its spelling, or add the kind")
        return
    if item.agency not in kind.sources:
        expected = f"a kind that `{item.agency}` may submit"
        came = f"`{record.kind}`, of {', '.join(kind.sources)}"
        yield document.fault((*at, "kind"), expected, came, "add the agency to `sources` of the kind")
    facts = kind.facts.properties
    named: dict[Path, str] = {(*at, "result"): record.result} | {(*at, "facts", name): name for name in record.facts}
    named |= {(*at, "tells", told): name for told, name in record.tells.items()}
    taken = {*named.values(), "method"}
    for index, name in enumerate(record.states):
        if name in taken or name in record.states[:index]:
            expected = "a fact that nothing else gives"
            yield document.fault((*at, "states", index), expected, f"`{name}`, which is there already", "remove it")
    named |= {(*at, "states", index): name for index, name in enumerate(record.states)}
    for place, name in named.items():
        if name not in facts:
            expected = f"a fact of `{record.kind}` ({', '.join(facts)})"
            yield document.fault(place, expected, f"`{name}`", "mend its spelling, or add the fact to the kind")
    for name, value in record.facts.items():
        plain = list(value) if isinstance(value, tuple) else value
        if name in facts and (error := kind.facts.fault_of(name, plain)):
            yield document.fault((*at, "facts", name), f"a value of `{name}` ({error})", shown(value))
    result = facts.get(record.result)
    if result is not None and record.ok not in (result.enum or ()):
        words = ", ".join(result.enum or ()) or "it has no closed list"
        yield document.fault((*at, "ok"), f"a value of `{record.result}` ({words})", f"`{record.ok}`", "mend it")
    for told, name in record.tells.items():
        if name in facts:
            yield from _told(told, name, facts[name], document)
    for index, method in enumerate(item.methods):
        methods = facts["method"].words if "method" in facts else None
        if methods is not None and method not in methods:
            yield document.fault(("methods", index), f"a value of `method` ({', '.join(methods)})", f"`{method}`")


def _told(told: str, name: str, fact: Fact, document: Document) -> Iterator[PackFault]:
    wanted = _TOLD_TYPES.get(told, "string")
    if fact.type not in (wanted, "array" if told in ("basis", "item") else wanted):
        expected = f"a fact of the type {wanted}, for the {told.replace('_', ' ')} of an inspection"
        yield document.fault(("record", "tells", told), expected, f"`{name}`, of type {fact.type}", "name another")


def _merges(pack: Pack, item: InspectionItem, document: Document) -> Iterator[PackFault]:
    for index, name in enumerate(item.merges_with):
        at = ("merges_with", index)
        others = [one for one in pack.inspection_items if one != item.item]
        if name not in others:
            expected = f"another item of inspection-items/ ({', '.join(others) or 'there is none'})"
            yield document.fault(at, expected, f"`{name}`", "mend its spelling, or remove it")
        elif name in item.merges_with[:index]:
            yield document.fault(at, "each item once", f"`{name}` a second time", "remove one")
        elif item.item not in pack.inspection_items[name].merges_with:
            expected = f"an item that names `{item.item}` too: a visit is joint for both"
            yield document.fault(at, expected, f"`{name}`", f"add `{item.item}` to `merges_with` of {name}.yaml")
