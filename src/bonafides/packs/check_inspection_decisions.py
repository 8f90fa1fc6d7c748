"""The decisions that an inspection item names: they are in force while the item is, read what an inspection knows, and conclude.

Ratios and periods are asked for, tier by tier, by the reference evaluator: a table that gives no ratio for a tier, or states no
period for a step, is told when the pack loads, not on the day of the draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

from bonafides.kernel.dmn.evaluate import Outcome, decide
from bonafides.kernel.dmn.model import DecisionTable, Definitions
from bonafides.kernel.feel.types import ANY, BOOLEAN, DATE, NUMBER, STRING, Type
from bonafides.kernel.feel.values import Value
from bonafides.packs.bindings import day_of
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.inspection_item import Clock, FollowUps, Gate, InspectionItem
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.period_tables import PERIOD
from bonafides.packs.scope import OF_A_RECORD, OF_A_RUN, fact_type, parameter_types
from bonafides.packs.wording import Path, shown

WHOLE = 10_000
IN_A_DRAW: dict[str, Type] = {"tier": STRING, "full_coverage": BOOLEAN, "in_business": BOOLEAN}
IN_A_PLAN: dict[str, Type] = {"subjects": NUMBER, "drawn": NUMBER}
BEFORE_A_VISIT: dict[str, Type] = {
    "competent": BOOLEAN, "item_published": BOOLEAN, "approved": BOOLEAN, "noticed": BOOLEAN, "officers": NUMBER,
    "conflict": BOOLEAN, "visits_this_year": NUMBER, "yearly_cap": NUMBER, "reason": STRING, "same_item_this_year": BOOLEAN,
}  # fmt: skip
"""What is known where each is asked, beside the parameters of the pack and the day."""


@dataclass(frozen=True)
class _Named:
    """A decision as an item names it, at `at`, and the models that say what it is while the item is in force."""

    pack: Pack
    item: InspectionItem
    document: Document
    at: Path
    decision: str

    def models(self) -> list[tuple[Definitions, date]]:
        """Each with the first day of the item on which it is in force."""
        found = []
        for model in self.pack.standards.values():
            if any(one.name == self.decision for one in model.decisions):
                since, until = (day_of(model.extensions.get(word) or "") for word in ("from", "to"))
                first = max(since or date.min, self.item.in_force.since)
                if first < min(until or date.max, self.item.in_force.until or date.max):
                    found.append((model, first))
        return sorted(found, key=lambda one: one[1])

    def fault(self, at: Path, expected: str, came: str, mend: str = "") -> PackFault:
        return self.document.fault((*self.at, *at), expected, came, mend)

    def asked(self, model: Definitions, inputs: Mapping[str, Value], day: date) -> Outcome:
        given: dict[str, Value] = {"as_of": day}
        for name, parameter in self.pack.parameters.items():
            if (one := parameter.on(day)) is not None:
                given[name] = exact(parameter.type, one.value)
        return decide(model, self.decision, {**given, **inputs})


def decision_faults(pack: Pack, item: InspectionItem, document: Document) -> Iterator[PackFault]:
    """Every fault of the decisions that an item names."""

    def named(at: Path, decision: str) -> _Named:
        return _Named(pack, item, document, at, decision)

    yield from _ratios(named(("strata",), item.strata.decision), item)
    if item.plan is not None:
        yield from _gate(named(("plan",), item.plan.decision), item.plan, IN_A_PLAN)
    yield from _gate(named(("permitted",), item.permitted.decision), item.permitted, BEFORE_A_VISIT)
    yield from _clock(named(("publication",), item.publication.decision), item.publication)
    if item.recheck is not None:
        yield from _clock(named(("recheck",), item.recheck.decision), item.recheck)
    if item.follow_ups is not None:
        yield from _follow_ups(named(("follow_ups",), item.follow_ups.decision), item.follow_ups)


def _in_force(one: _Named, known: Mapping[str, Type]) -> Iterator[PackFault]:
    """The decision is there, on every day of the item, and reads nothing that nobody gives it."""
    decided = {decision.name for model in one.pack.standards.values() for decision in model.decisions}
    if one.decision not in decided:
        expected = f"a decision of standards/ ({', '.join(sorted(decided)) or 'there is none'})"
        yield one.fault(("decision",), expected, f"`{one.decision}`", "mend its spelling")
        return
    since, until = one.item.in_force.since, one.item.in_force.until
    for model, first in one.models():
        if first > since:
            break
        since = day_of(model.extensions.get("to") or "") or date.max
    if since < (until or date.max):
        expected = f"a decision that is in force on {since}, as the item is"
        yield one.fault(
            ("decision",), expected, f"`{one.decision}`, which is not", "mend the dates of the one or the other"
        )
    given = {**known, **OF_A_RUN, **parameter_types(one.pack)}
    for model, _ in one.models():
        for name in inputs_of(model, one.decision):
            if name not in given:
                expected = f"a decision that reads what is known here ({', '.join(known)}) and parameters"
                came = f"`{one.decision}` of {model.file}, which reads `{name}`"
                yield one.fault(("decision",), expected, came, "name another decision, or mend its inputs")
            elif model.input(name).variable.type not in (ANY, given[name]):
                came = f"`{name}` of {model.file}, a {model.input(name).variable.type}"
                yield one.fault(("decision",), f"an input `{name}` that is a {given[name]}", came, "mend its typeRef")


def _ratios(one: _Named, item: InspectionItem) -> Iterator[PackFault]:
    if faults := list(_in_force(one, IN_A_DRAW)):
        yield from faults
        return
    tiers = one.pack.info.tiers
    if tiers is None:
        yield one.fault((), "a pack whose businesses have tiers", "an item with strata", "add `tiers: …` to pack.yaml")
        return
    for model, day in one.models():
        if "tier" not in inputs_of(model, one.decision):
            expected = "a decision with an input `tier`, as each tier is a stratum"
            came = f"`{one.decision}` of {model.file}"
            yield one.fault(("decision",), expected, came, "name another decision")
            continue
        coverage = {item.full_coverage, item.full_coverage or bool(item.must_include)}
        for tier, full in product(tiers.order, sorted(coverage)):
            inputs: dict[str, Value] = {"tier": tier, "in_business": True, "full_coverage": full}
            outcome = one.asked(model, inputs, day)
            value = outcome.value
            ratio = value.get(item.strata.output) if isinstance(value, Mapping) else value
            if outcome.violations or not _whole(ratio) or not 0 <= ratio <= WHOLE:  # type: ignore[operator]  # a Decimal
                expected = f"a ratio from 0 to {WHOLE:,}, in hundredths of a per cent, for every tier"
                came = f"{_told(ratio)} for the tier {tier} on {day}"
                mend = f"mend `{one.decision}` in {model.file}, its parameters, or the name of the output"
                yield one.fault(("output",), expected, came, mend)


def _gate(one: _Named, gate: Gate, known: Mapping[str, Type]) -> Iterator[PackFault]:
    if faults := list(_in_force(one, known)):
        yield from faults
        return
    for model, _ in one.models():
        decision = model.decision(one.decision)
        outputs = decision.logic.outputs if isinstance(decision.logic, DecisionTable) else ()
        values = [each.value for output in outputs for each in output.values]
        wanted = decision.variable.type
        kind = STRING if isinstance(gate.yes, str) else BOOLEAN
        if len(outputs) > 1 or wanted not in (ANY, kind) or (kind == STRING and values and gate.yes not in values):
            words = ", ".join(f"`{each}`" for each in values) or str(wanted)
            expected = f"a value that `{one.decision}` comes to ({words})"
            yield one.fault(("yes",), expected, shown(gate.yes), "write the value by which it says yes")


def _clock(one: _Named, clock: Clock) -> Iterator[PackFault]:
    decided = [(model, day, model.decision(one.decision).logic) for model, day in one.models()]
    known: dict[str, Type] = {}
    for model, _, logic in decided:
        names = {output.name for output in logic.outputs} if isinstance(logic, DecisionTable) else set[str]()
        if not set(PERIOD) <= names:
            expected = f"a decision that states a period (a table with the outputs {', '.join(PERIOD)})"
            yield one.fault(("decision",), expected, f"`{one.decision}` of {model.file}", "name another decision")
            return
        types = {name: model.input(name).variable.type for name in inputs_of(model, one.decision)}
        # The days of the table's other steps are not known here, and need not be.
        known |= {name: of for name, of in types.items() if of == DATE or name in clock.inputs}
        for at, name, of in _asked_with(clock):
            if name not in types:
                yield one.fault(
                    at, f"an input of `{one.decision}` ({', '.join(types)})", f"`{name}`", "mend its spelling"
                )
                return
            if types[name] not in (ANY, of):
                came = f"`{name}`, a day" if of == DATE else shown(clock.inputs[name])
                yield one.fault(at, f"a {types[name]}, as `{name}` is in {model.file}", came, "mend it")
                return
    if faults := list(_in_force(one, known)):
        yield from faults
        return
    for model, day, _ in decided:
        constants: dict[str, Value] = {
            name: exact(_TYPES[type(value)][0], value) for name, value in clock.inputs.items()
        }
        period = one.asked(model, constants | {clock.day: day}, day).value
        if not isinstance(period, Mapping) or not _whole(period.get("length")):
            came = ", ".join(f"{shown(value)} for `{name}`" for name, value in clock.inputs.items()) or "none"
            expected = f"inputs for which `{one.decision}` states a period"
            yield one.fault(("inputs",), expected, came, f"mend them, or add a rule to {model.file}")
        elif period.get("counts_from") != clock.day:
            expected = f"the day from which the period counts (`{period.get('counts_from')}`)"
            yield one.fault(("day",), expected, f"`{clock.day}`", "name that day")


def _asked_with(clock: Clock) -> Iterator[tuple[Path, str, Type]]:
    """The inputs that an item gives, each with its place and its type."""
    yield ("day",), clock.day, DATE
    for name, value in clock.inputs.items():
        yield ("inputs", name), name, _TYPES[type(value)][1]


def _follow_ups(one: _Named, follow_ups: FollowUps) -> Iterator[PackFault]:
    record, kind = one.item.record, one.pack.catalogue[one.item.record.kind]
    facts: dict[str, Type] = {name: fact_type(fact) for name, fact in kind.facts.properties.items()}
    if faults := list(_in_force(one, {**OF_A_RECORD, **facts})):
        yield from faults
        return
    for model, day in one.models():
        logic = model.decision(one.decision).logic
        outputs = logic.outputs if isinstance(logic, DecisionTable) else ()
        words = tuple(str(each.value) for output in outputs for each in output.values)
        if len(outputs) != 1 or not words:
            expected = "a table with one output whose values are listed (`outputValues`)"
            yield one.fault(("decision",), expected, f"`{one.decision}` of {model.file}", "list them")
            continue
        named = {("none",): follow_ups.none} | {("recheck", at): word for at, word in enumerate(follow_ups.recheck)}
        for at, word in named.items():
            if word not in words:
                yield one.fault(
                    at, f"a value of `{one.decision}` ({', '.join(words)})", f"`{word}`", "mend its spelling"
                )
        told = record.tells.get("follow_ups")
        known = (kind.facts.properties[told].words or words) if told else words
        for word in words:
            if word != follow_ups.none and word not in known:
                expected = f"a value of the fact `{told}` ({', '.join(known)})"
                yield one.fault(
                    ("decision",), expected, f"`{word}`, which `{one.decision}` may say", "add it to the fact"
                )
        if set(inputs_of(model, one.decision)) <= {record.result}:
            for result in kind.facts.properties[record.result].words or ():
                if one.asked(model, {record.result: result}, day).value is None:
                    expected = f"what follows each result of `{record.kind}`"
                    yield one.fault(("decision",), expected, f"nothing for `{result}`", f"add a rule to {model.file}")


_TYPES: dict[type, tuple[str, Type]] = {bool: ("boolean", BOOLEAN), int: ("number", NUMBER), str: ("string", STRING)}


def _whole(value: object) -> bool:
    return isinstance(value, Decimal) and value == int(value)


def _told(value: object) -> str:
    return "none" if value is None else shown(value)
