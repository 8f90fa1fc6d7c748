"""Indicators and parameters held against the rest of the pack: kinds, facts, types, citations, names."""

from __future__ import annotations

from collections.abc import Iterator

from bonafides.kernel.feel.types import BOOLEAN, DATE, NUMBER, STRING, ListOf, Type
from bonafides.packs.citations import citation_faults
from bonafides.packs.conditions import condition_faults, personal_faults
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.indicator import DATES, Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.scope import OF_A_RECORD, OF_A_RUN, OF_AN_ENTITY, record_scope
from bonafides.packs.wording import Path, shown

_OF: dict[str, tuple[Type, ...]] = {
    "sum": (NUMBER,),
    "mean": (NUMBER,),
    "min": (NUMBER, DATE),
    "max": (NUMBER, DATE),
    "latest": (NUMBER, STRING, BOOLEAN, DATE),
}


def standards_faults(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Every fault of `parameters.yaml` and `indicators.yaml` that shows only beside the other files."""
    taken = dict.fromkeys([*OF_AN_ENTITY, *OF_A_RUN, *OF_A_RECORD], "a name that is built in")
    for kind in pack.catalogue.values():
        taken |= dict.fromkeys(kind.facts.properties, f"a fact of `{kind.kind}`")
    if document := documents.get("parameters.yaml"):
        for index, item in enumerate(document.content):
            parameter = pack.parameters[item["parameter"]]
            if clash := taken.get(parameter.parameter):
                yield _clash(document, (index, "parameter"), parameter.parameter, clash)
            for number, one in enumerate(parameter.values):
                yield from citation_faults(pack, one.basis, document, (index, "values", number, "basis"))
    taken |= dict.fromkeys(pack.parameters, "a parameter")
    # An indicator may bear the name of its fact: no expression sees both.
    built_in = {name: told for name, told in taken.items() if not told.startswith("a fact")}
    if document := documents.get("indicators.yaml"):
        for index, item in enumerate(document.content):
            indicator = pack.indicators[item["indicator"]]
            if clash := built_in.get(indicator.indicator):
                yield _clash(document, (index, "indicator"), indicator.indicator, clash)
            yield from _indicator(pack, indicator, document, index)


def _clash(document: Document, at: Path, name: str, clash: str) -> PackFault:
    return document.fault(at, "a name of its own", f"`{name}`, which is {clash}", "rename it")


def _indicator(pack: Pack, one: Indicator, document: Document, index: int) -> Iterator[PackFault]:
    unknown = [number for number, kind in enumerate(one.kinds) if kind not in pack.catalogue]
    for number in unknown:
        expected = f"a kind of the catalogue ({', '.join(pack.catalogue)})"
        yield document.fault((index, "kinds", number), expected, f"`{one.kinds[number]}`", "mend its spelling")
    for number, kind in enumerate(one.kinds):
        if kind in one.kinds[:number]:
            yield document.fault((index, "kinds", number), "each kind once", f"`{kind}` a second time", "remove one")
    yield from citation_faults(pack, one.basis, document, (index, "basis"))
    yield from _window(pack, one, document, index)
    if unknown:
        return
    scope = record_scope(pack, tuple(pack.catalogue[kind] for kind in one.kinds))
    dates = [name for name, of in scope.items() if of == DATE and name not in pack.parameters and name not in OF_A_RUN]
    if one.on not in dates:
        expected = f"a date of these records ({', '.join(dates)})"
        yield document.fault((index, "on"), expected, f"`{one.on}`", "mend its spelling, or leave it out")
    elif one.on not in DATES:
        yield from personal_faults(pack, one.kinds, one.on, document, (index, "on"))
    yield from _where(pack, one, scope, document, index)
    if one.measure == "days_since":
        yield from _when_none(one, NUMBER, document, index)
    if one.of is not None:
        yield from _of(pack, one, one.of, scope, document, index)


def _where(pack: Pack, one: Indicator, scope: dict[str, Type], document: Document, index: int) -> Iterator[PackFault]:
    if one.where is None:
        return
    yield from condition_faults(pack, one.kinds, one.where, scope, document, (index, "where"))


def _of(
    pack: Pack, one: Indicator, of: str, scope: dict[str, Type], document: Document, index: int
) -> Iterator[PackFault]:
    facts = {name: t for name, t in scope.items() if any(name in pack.catalogue[k].facts.properties for k in one.kinds)}
    fitting = [name for name, t in facts.items() if t in _OF[one.measure]]
    if of not in facts:
        expected = f"a fact that every kind of it has, with one type ({', '.join(facts) or 'there is none'})"
        yield document.fault((index, "of"), expected, f"`{of}`", "mend its spelling")
        return
    if of not in fitting:
        words = " or ".join(str(each) for each in _OF[one.measure])
        came = f"`{of}`, a {'list' if isinstance(facts[of], ListOf) else facts[of]}"
        yield document.fault(
            (index, "of"), f"a fact whose {one.measure} there is: a {words}", came, "name another fact"
        )
        return
    yield from personal_faults(pack, one.kinds, of, document, (index, "of"))
    yield from _when_none(one, facts[of], document, index)


def _when_none(one: Indicator, wanted: Type, document: Document, index: int) -> Iterator[PackFault]:
    if one.when_none is not None and exact(str(wanted), one.when_none) is None:
        expected = f"a {wanted}, as this indicator is, or null"
        yield document.fault((index, "when_none"), expected, shown(one.when_none))


def _window(pack: Pack, one: Indicator, document: Document, index: int) -> Iterator[PackFault]:
    if one.window is None or isinstance(one.window.length, int):
        return
    named = pack.parameters.get(one.window.length)
    at = (index, "window", one.window.unit)
    if named is None or named.type != "number":
        numbers = [name for name, each in pack.parameters.items() if each.type == "number"]
        expected = f"a whole number, or a parameter of type number ({', '.join(numbers) or 'there is none'})"
        yield document.fault(at, expected, f"`{one.window.length}`", "mend its spelling, or add it to parameters.yaml")
    elif not all(isinstance(each.value, int) and 1 <= each.value <= 36_600 for each in named.values):
        expected = "a parameter whose every value is a whole number from 1 to 36,600"
        yield document.fault(at, expected, f"`{one.window.length}`", "a window is a whole number of them")
