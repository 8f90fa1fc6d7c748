"""The decisions that a measure asks: they are there while it is in force, are given all they read, and conclude what is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bonafides.kernel.dmn.model import DecisionTable, Definitions
from bonafides.kernel.feel.types import DATE, STRING
from bonafides.packs.bindings import day_of
from bonafides.packs.decisions import inputs_of
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.measure import AskedDecision, Measure, Period, Span
from bonafides.packs.pack import Pack
from bonafides.packs.period_tables import PERIOD
from bonafides.packs.scope import OF_A_RUN, parameter_types
from bonafides.packs.wording import Path


def decision_faults(pack: Pack, one: Measure, document: Document) -> Iterator[PackFault]:
    """Every fault of the decisions that a measure asks, and of the parameter that is its length."""
    months = one.duration.months
    if isinstance(months, str):
        named = pack.parameters.get(months)
        if named is None or named.type != "number" or not all(isinstance(each.value, int) for each in named.values):
            expected = "a whole number of months, or a parameter that is one"
            mend = "mend its spelling, or add it to parameters.yaml"
            yield document.fault(("duration", "months"), expected, f"`{months}`", mend)
    for at, asked in one.decisions():
        models = _models(pack, asked.decision, one)
        if not models:
            known = sorted({each.name for model in pack.standards.values() for each in model.decisions})
            expected = f"a decision of standards/ that is in force on {one.in_force.since} ({', '.join(known)})"
            yield document.fault((*at, "decision"), expected, f"`{asked.decision}`", "mend its spelling, or the dates")
        for model in models:
            yield from _inputs(pack, asked, model, document, at)
            yield from _outputs(asked, model, document, at)


def _models(pack: Pack, decision: str, one: Measure) -> list[Definitions]:
    """The models that say what a decision is while the measure is in force; none where none does on its first day."""
    found = []
    for model in pack.standards.values():
        if any(each.name == decision for each in model.decisions):
            since, until = (day_of(model.extensions.get(word) or "") for word in ("from", "to"))
            if (until or date.max) > one.in_force.since and (since or date.min) < (one.in_force.until or date.max):
                found.append((since or date.min, model))
    found.sort(key=lambda each: each[0])
    return [model for _, model in found] if found and found[0][0] <= one.in_force.since else []


def _inputs(pack: Pack, asked: AskedDecision, model: Definitions, document: Document, at: Path) -> Iterator[PackFault]:
    read = inputs_of(model, asked.decision)
    stated = {*asked.given, *asked.always, *([asked.day] if isinstance(asked, Period) else [])}
    for name in sorted(stated - set(read)):
        word = (
            "day" if isinstance(asked, Period) and name == asked.day else "always" if name in asked.always else "given"
        )
        expected = f"an input of `{asked.decision}` ({', '.join(read)})"
        yield document.fault((*at, word), expected, f"`{name}`", "mend its spelling, or remove it")
    missing = [name for name in read if name not in stated | parameter_types(pack).keys() | OF_A_RUN.keys()]
    if missing:
        expected = f"every input that `{asked.decision}` of {model.file} reads"
        came = f"nothing for {', '.join(f'`{name}`' for name in missing)}"
        yield document.fault(at, expected, came, "add them to `given`, or fix them by `always: {name: value}`")
    if isinstance(asked, Period) and asked.day in read and model.input(asked.day).variable.type != DATE:
        yield document.fault((*at, "day"), "an input that is a day", f"`{asked.day}`", "name the day it counts from")


def _outputs(asked: AskedDecision, model: Definitions, document: Document, at: Path) -> Iterator[PackFault]:
    logic = model.decision(asked.decision).logic
    names = [one.name for one in logic.outputs] if isinstance(logic, DecisionTable) else []
    wanted = PERIOD if isinstance(asked, Period) else (asked.least, asked.most) if isinstance(asked, Span) else ()
    lacking = [one for one in wanted if one not in names]
    if lacking:
        expected = f"a table with the outputs {', '.join(wanted)}"
        came = f"`{asked.decision}` of {model.file}, without {', '.join(lacking)}"
        yield document.fault((*at, "decision"), expected, came, "name another decision")
    yes = getattr(asked, "yes", None)
    if isinstance(yes, str) and isinstance(logic, DecisionTable):
        values = [str(each.value) for output in logic.outputs if output.type == STRING for each in output.values]
        if values and yes not in values:
            expected = f"a value that `{asked.decision}` comes to ({', '.join(values)})"
            yield document.fault((*at, "yes"), expected, f"`{yes}`", "write the value by which it says yes")
