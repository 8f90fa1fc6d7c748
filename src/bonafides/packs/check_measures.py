"""Measures held against the rest of the pack: the list that they are of, their basis, triggers and points.

The decisions that they ask are in `check_measure_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from bonafides.packs.check_measure_decisions import decision_faults
from bonafides.packs.citations import citation_faults
from bonafides.packs.conditions import condition_faults, personal_faults
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.measure import OF_PERSONS, SEVERITIES, Measure, Pattern, TriggerPattern
from bonafides.packs.pack import Pack
from bonafides.packs.scope import record_scope
from bonafides.packs.wording import Path, shown

STATUTES = ("law", "regulation")
"""The ranks of instruments that can impose a measure themselves."""
LIST, POINTS = "measure-list.yaml", "decision-points.yaml"


def measure_faults(pack: Pack, documents: Mapping[str, Document]) -> Iterator[PackFault]:
    """Every fault of measures, their list and the decision points that shows only beside the other files."""
    for index, entry in enumerate(pack.measure_list.values()):
        yield from citation_faults(pack, entry.basis, documents[LIST], (index, "basis"))
    for index, point in enumerate(pack.decision_points.values()):
        yield from citation_faults(pack, point.basis, documents[POINTS], (index, "basis"))
        for number, name in enumerate(point.agencies):
            yield from _agency(pack, name, documents[POINTS], (index, "agencies", number))
    for name, one in pack.measures.items():
        document = documents[f"measures/{name}.yaml"]
        own = list(
            chain(
                _agency(pack, one.agency, document, ("agency",)),
                citation_faults(pack, one.basis, document, ("basis",)),
                _statutory(pack, one, document),
                _points(pack, one, document),
                _scope(pack, one, document),
                *(_pattern(pack, pattern, document, at) for at, pattern in one.patterns()),
            )
        )
        yield from own or chain(_entry(pack, one, document), _tiers(pack, one, document))
        yield from () if own else decision_faults(pack, one, document)


def _agency(pack: Pack, name: str, document: Document, at: Path) -> Iterator[PackFault]:
    if name not in pack.agencies:
        expected = f"an agency of agencies.yaml ({', '.join(pack.agencies)})"
        yield document.fault(at, expected, f"`{name}`", "mend its spelling, or add it there")


def _statutory(pack: Pack, one: Measure, document: Document) -> Iterator[PackFault]:
    """What imposes it itself is a law or a regulation, and among what it rests on."""
    rests = {(each.instrument, each.article) for each in one.basis}
    for index, each in enumerate(one.statutory or ()):
        at, instrument = ("statutory", index), pack.instruments.get(each.instrument)
        if (each.instrument, each.article) not in rests:
            yield document.fault(at, "a citation of `basis`", shown(each.instrument), "add it there, or remove it here")
        elif instrument is not None and instrument.rank not in STATUTES:
            mend = "a measure of lesser rank is an agency's: remove it"
            yield document.fault(at, f"an instrument of rank {' or '.join(STATUTES)}", shown(instrument.rank), mend)


def _points(pack: Pack, one: Measure, document: Document) -> Iterator[PackFault]:
    for name in one.points:
        if name not in pack.decision_points:
            expected = f"a point of {POINTS} ({', '.join(pack.decision_points) or 'there is none'})"
            yield document.fault(("points", name), expected, f"`{name}`", "mend its spelling, or add it there")


def _scope(pack: Pack, one: Measure, document: Document) -> Iterator[PackFault]:
    if one.scope is None:
        return
    kind = pack.catalogue.get(one.scope.record)
    if kind is None:
        expected = f"a kind of the catalogue ({', '.join(pack.catalogue)})"
        yield document.fault(("scope", "record"), expected, f"`{one.scope.record}`", "mend its spelling")
    elif one.scope.fact not in kind.facts.properties or not kind.facts.properties[one.scope.fact].words:
        expected = f"a fact of `{kind.kind}` whose values are listed"
        yield document.fault(("scope", "fact"), expected, f"`{one.scope.fact}`", "name another fact")


def _entry(pack: Pack, one: Measure, document: Document) -> Iterator[PackFault]:
    """It is of an entry of the list that is for businesses, and rests on what that entry needs."""
    entry = pack.measure_list.get(one.entry)
    if entry is None:
        expected = f"an entry of {LIST} ({', '.join(pack.measure_list) or 'there is none'})"
        yield document.fault(
            ("entry",), expected, f"`{one.entry}`", "no measure goes beyond the list: mend or remove it"
        )
        return
    if entry.restricts in OF_PERSONS:
        came = f"`{one.entry}`, which can only be done to a natural person"
        mend = "remove the measure: nobody but a business is a subject here"
        yield document.fault(("entry",), "an entry for businesses", came, mend)
        return
    if (entry.of_class == "incentive") != (one.kind == "reward"):
        fitting = "an incentive" if one.kind == "reward" else "no incentive"
        came = f"`{one.entry}`, of class {entry.of_class}"
        yield document.fault(("entry",), f"{fitting}, as the measure is a {one.kind}", came, "name another entry")
    since = one.in_force.since
    rests_on = [pack.instruments[each.instrument] for each in one.basis]
    if not any(each.rank in entry.needs and each.in_force.covers(since) for each in rests_on):
        expected = f"an instrument in force on {since} whose rank is {' or '.join(f'`{each}`' for each in entry.needs)}"
        came = ", ".join(f"`{each.id}` ({each.rank or 'no rank'}, from {each.in_force.since})" for each in rests_on)
        mend = f"name one, as `{one.entry}` needs it, or give the instrument its `rank` in instruments.yaml"
        yield document.fault(("basis",), expected, came, mend)


def _pattern(pack: Pack, one: Pattern, document: Document, at: Path) -> Iterator[PackFault]:
    kind = one.kind
    if kind is None:
        order = pack.info.tiers.order if pack.info.tiers else ()
        if one.tier not in order:
            expected = f"a tier of pack.yaml ({', '.join(order) or 'there is none'})"
            yield document.fault((*at, "tier"), expected, f"`{one.tier}`", "mend its spelling")
        return
    if kind not in pack.catalogue:
        expected = f"a kind of the catalogue ({', '.join(pack.catalogue)})"
        word = "listing" if one.listing else "record"
        yield document.fault((*at, word), expected, f"`{kind}`", "mend its spelling")
        return
    if one.where is not None:
        scope = record_scope(pack, (pack.catalogue[kind],))
        yield from condition_faults(pack, (kind,), one.where, scope, document, (*at, "where"))
    if not isinstance(one, TriggerPattern) or one.severity_of is None:
        return
    yield from personal_faults(pack, (kind,), one.severity_of, document, (*at, "severity_of"))
    fact = pack.catalogue[kind].facts.properties.get(one.severity_of)
    if fact is None or not fact.words or not set(fact.words) <= set(SEVERITIES):
        expected = f"a fact of `{kind}` whose every value is one of {', '.join(SEVERITIES)}"
        came = (
            shown(one.severity_of)
            if fact is None
            else f"`{one.severity_of}` ({', '.join(fact.words or ()) or fact.type})"
        )
        yield document.fault((*at, "severity_of"), expected, came, "name another, or write `severity: …`")


def _tiers(pack: Pack, one: Measure, document: Document) -> Iterator[PackFault]:
    """A tier that is internal may not be told by its reward: to the public, or at another agency's point."""
    if pack.info.tiers_public or not any(each.tier is not None for each in one.triggers):
        return
    if one.public:
        mend = "write `public: false`: whoever saw it would know the tier"
        yield document.fault(("public",), "false, as tiers are internal (`tiers_public: false`)", "`true`", mend)
    for name in one.points:
        others = [each for each in pack.decision_points[name].agencies if each != one.agency]
        if others:
            expected = f"a point of `{one.agency}` alone, as tiers are internal"
            came = f"`{name}`, where {', '.join(f'`{each}`' for each in others)} would learn the tier"
            yield document.fault(("points", name), expected, came, "name a point of its own")
