"""The decisions that a procedure asks: they are there, are given what they read, and can come to what is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bonafides.kernel.dmn.model import DecisionTable
from bonafides.kernel.feel.types import ANY, BOOLEAN, DATE, NUMBER, STRING, ListOf, Type
from bonafides.packs.computed_words import COMPUTED
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.period_tables import PERIOD
from bonafides.packs.procedure import Procedure
from bonafides.packs.scope import OF_A_RUN, fact_type, indicator_type, parameter_types
from bonafides.packs.source_entry import SourceEntry, constant
from bonafides.packs.wording import Path

OF_A_BUSINESS: dict[str, Type] = {"subject_kind": STRING, "code": STRING, "scheme": STRING}
OF_THE_RECORD: dict[str, Type] = {"event_date": DATE, "valid_from": DATE, "valid_to": DATE}
_OF_A_FIELD: dict[str | None, Type] = {
    "boolean": BOOLEAN, None: BOOLEAN, "string": STRING, "text": STRING, "integer": NUMBER, "date": DATE,
    "words": ListOf(STRING),
}  # fmt: skip


def decision_faults(pack: Pack, one: Procedure, document: Document) -> Iterator[PackFault]:
    """Every fault of the decisions that guards, clocks and effects ask."""
    for at, step in one.all_steps():
        for index, guard in enumerate(step.guard):
            here: Path = (*at, "guard", index) if len(step.guard) > 1 else (*at, "guard")
            yield from _decision(pack, one, document, here, guard.decision, guard.inputs)
            yield from _yes(pack, document, here, guard.decision, guard.yes)
    for index, clock in enumerate(one.clocks):
        here = ("clocks", index, "period")
        period = clock.period
        yield from _decision(pack, one, document, here, period.decision, period.inputs, period=True)
        for name, source in period.inputs.items():
            if source.clock is not None:
                at = (*here, "inputs", name)
                yield document.fault(at, "no `clock`, as the period is one itself", "`clock`", "remove it")


def _decision(
    pack: Pack, one: Procedure, document: Document, at: Path, decision: str, inputs: Mapping[str, SourceEntry],
    *, period: bool = False,
) -> Iterator[PackFault]:  # fmt: skip
    models = [model for model in pack.standards.values() if any(each.name == decision for each in model.decisions)]
    if not models:
        known = sorted({each.name for model in pack.standards.values() for each in model.decisions})
        expected = f"a decision of standards/ ({', '.join(known) or 'there is none'})"
        yield document.fault((*at, "decision"), expected, f"`{decision}`", "mend its spelling")
        return
    read: dict[str, Type] = {}
    for model in models:
        read |= {name: model.input(name).variable.type for name in inputs_of(model, decision)}
    for name, source in inputs.items():
        here = (*at, "inputs", name)
        if name not in read:
            yield document.fault(
                here, f"an input of `{decision}` ({', '.join(read)})", f"`{name}`", "mend its spelling"
            )
            continue
        yield from _source(pack, one, document, here, source, read[name])
    given = {*inputs, *OF_A_RUN, *parameter_types(pack)}
    states = period and any(_states_a_period(model.decision(decision).logic) for model in models)
    for name, of in read.items():
        # The days of such a table's other steps are not known here, and need not be.
        if name not in given and not (states and of == DATE):
            mend = f"add `{name}: …` to `inputs`, or name another decision"
            yield document.fault((*at, "inputs"), f"`{name}`, which `{decision}` reads", "nothing for it", mend)


def _states_a_period(logic: object) -> bool:
    return isinstance(logic, DecisionTable) and set(PERIOD) <= {output.name for output in logic.outputs}


def _yes(pack: Pack, document: Document, at: Path, decision: str, yes: tuple[str | bool, ...]) -> Iterator[PackFault]:
    """What a guard waits for, the decision can come to."""
    for model in pack.standards.values():
        for each in model.decisions:
            logic = each.logic
            if each.name != decision or not isinstance(logic, DecisionTable) or len(logic.outputs) != 1:
                continue
            words = [value.value for value in logic.outputs[0].values]
            for index, one in enumerate(yes):
                if words and one not in words:
                    expected = f"a value of `{decision}` ({', '.join(map(str, words))})"
                    yield document.fault((*at, "yes", index), expected, f"`{one}`", "mend its spelling")


def _source(
    pack: Pack, one: Procedure, document: Document, at: Path, source: SourceEntry, wanted: Type
) -> Iterator[PackFault]:
    """What an input names is there, and of the type that the decision reads."""
    steps = [step.step for step in one.steps]
    for name in source.steps():
        if name not in steps:
            expected = f"a step of the procedure ({', '.join(steps)})"
            yield document.fault(at, expected, f"`{name}`", "mend its spelling")
            return
    if source.decision is not None:
        yield from _decision(pack, one, document, at, source.decision, source.inputs or {})
        return
    of = _type(pack, one, source)
    if of is None:
        word = next(
            word
            for word in ("field", "clock", "fact", "record", "indicator", "business", "computed")
            if getattr(source, word)
        )
        known = _known(pack, one)[word]
        expected = f"a {word} that is known here ({', '.join(known) or 'there is none'})"
        yield document.fault(at, expected, f"`{getattr(source, word)}`", "mend its spelling")
    elif wanted not in (ANY, of) and of != ANY:
        yield document.fault(at, f"a {wanted}", f"a {of}", "give it something else")


def _known(pack: Pack, one: Procedure) -> dict[str, Mapping[str, Type]]:
    """By word, what can be named and its type."""
    kinds = [pack.catalogue[name].facts.properties for name in one.opens.on_record]
    facts: dict[str, Type] = {name: fact_type(fact) for kind in kinds for name, fact in kind.items()}
    return {
        "field": {name: _OF_A_FIELD.get(field.type, ANY) for name, field in one.fields.items()},
        "clock": {clock.clock: BOOLEAN for clock in one.clocks},
        "fact": facts,
        "record": OF_THE_RECORD if kinds else {},
        "indicator": {name: indicator_type(pack, each) for name, each in pack.indicators.items()},
        "business": OF_A_BUSINESS,
        "computed": COMPUTED,
    }


def _type(pack: Pack, one: Procedure, source: SourceEntry) -> Type | None:
    """The type of what an input reads; None where it names nothing."""
    if source.today or source.on is not None:
        return DATE
    if source.done is not None or source.any is not None:
        return BOOLEAN
    if source.working_days is not None:
        return NUMBER
    if source.value is not None:
        from bonafides.kernel.feel.types import type_of

        return type_of(constant(source.value))
    for word, known in _known(pack, one).items():
        if (name := getattr(source, word)) is not None:
            return known.get(name)
    return None
