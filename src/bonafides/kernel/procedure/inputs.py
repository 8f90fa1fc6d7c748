"""The value of an input: what its source reads, for a case on a day."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.known import Known
from bonafides.kernel.procedure.sources import (
    AnyDone,
    Closed,
    Constant,
    Decided,
    Done,
    OfField,
    OnDay,
    Outside,
    Source,
    Today,
    WorkingDays,
)


def value_of(source: Source, known: Known) -> Value:
    """What a source reads. Raises NotKnownError."""
    match source:
        case Constant(value):
            return value
        case Today():
            return known.today
        case OfField(name):
            return known.field(name)
        case Done(step):
            return step in known.last
        case AnyDone(steps):
            return any(step in known.last for step in steps)
        case OnDay(step):
            return known.last[step].on if step in known.last else None
        case WorkingDays(since, until):
            return _between(known, since, until)
        case Closed(clock):
            return clock in known.clocks and not known.clocks[clock].running
        case Outside():
            return known.law.outside(source, known.fields(), known.today)
        case Decided(decision, inputs, output):
            value = known.law.say(decision, values_of(inputs, known), known.today).value
            return value.get(output) if output is not None and isinstance(value, Mapping) else value


def values_of(inputs: Mapping[str, Source], known: Known) -> dict[str, Value]:
    """The values of all inputs, by name."""
    return {name: value_of(source, known) for name, source in inputs.items()}


def _between(known: Known, since: str, until: str | None) -> Decimal | None:
    begun, ended = known.last.get(since), known.last.get(until) if until else None
    if begun is None or (until is not None and ended is None):
        return None
    return Decimal(known.law.working_days(begun.on, ended.on if ended else known.today))
