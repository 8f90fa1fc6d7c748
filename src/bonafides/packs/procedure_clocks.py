"""Each clock of a procedure is tried when its pack is checked: with its constants and each word it may be told, it has an end.

The exploration lets a clock run out at any time, and so does not ask how long it is: a word that its table does not know would
leave it without a last day for ever, and whatever waits for it with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice, product

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.law import NotKnownError
from bonafides.kernel.procedure.model import Clock, Procedure
from bonafides.kernel.procedure.possible import MOST
from bonafides.kernel.procedure.sources import AnyDone, Closed, Constant, Done, OfField, OnDay, Source, Today
from bonafides.packs.document import Document, parse_document
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.procedure_paths import PackSays, days_of


def clock_faults(pack: Pack) -> list[PackFault]:
    """Clocks that cannot be counted, by the law of some day, with what they are always or may be asked with."""
    found = []
    for name, procedure in pack.procedures.items():
        file = f"procedures/{name}.yaml"
        read = parse_document(file, pack.files[file])
        numbers = {one.clock: index for index, one in enumerate(procedure.clocks)}
        for clock, told in _uncounted(pack, procedure.model):
            at = ("clocks", numbers[clock], "period")
            line = read.line(at) if isinstance(read, Document) else 0
            expected = "a decision that gives a period or a day with what it is asked"
            mend = "mend the word, or add the rule to the table"
            found.append(PackFault(file, line, f"clocks[{numbers[clock]}].period", expected, told, mend))
    return found


def _uncounted(pack: Pack, procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Each clock once for each word with which it cannot be counted."""
    for clock in procedure.clocks.values():
        for word, held in _words(procedure, clock):
            for day in days_of(pack, procedure):
                why = _counted(PackSays(pack, procedure, day), clock, held, day)
                if why is not None:
                    yield clock.name, f"none by the law of {day}{f', where {word}' if word else ''}: {why}"
                    break


def _words(procedure: Procedure, clock: Clock) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """What a clock is always asked with; and, where a field says it, each word that the field may have."""
    yield "", {}
    for name, source in clock.period.inputs.items():
        if isinstance(source, OfField) and source.name in procedure.fields:
            for word in procedure.fields[source.name].enum:
                yield f"`{source.name}` is `{word}`", {name: word}


def _counted(says: PackSays, clock: Clock, held: Mapping[str, Value], day: date) -> str | None:
    """Why a clock cannot be counted on a day, whatever else holds; None where it can."""
    period, why = clock.period, "it comes to nothing"
    choices = {
        name: [held[name]] if name in held else list(_values(says, period.decision, name, source, day))
        for name, source in period.inputs.items()
    }
    for chosen in islice(product(*choices.values()), MOST):
        inputs = dict(zip(choices, chosen, strict=True))
        try:
            value = says.say(period.decision, inputs, day).value
        except NotKnownError as error:
            why = str(error)
            continue
        if period.output is not None and isinstance(value, Mapping):
            value = value.get(period.output)
        if isinstance(value, date) or _is_period(value, inputs):
            return None
    return why


def _is_period(value: Value, inputs: Mapping[str, Value]) -> bool:
    if not isinstance(value, Mapping) or value.get("length") is None or value.get("unit") is None:
        return False
    start = value.get("counts_from")
    return start is None or inputs.get(str(start)) is not None


def _values(says: PackSays, decision: str, name: str, source: Source, day: date) -> Iterator[Value]:
    """What an input can be when the clock starts."""
    match source:
        case Constant(value):
            yield value
        case Today() | OnDay():
            yield day
        case Done() | AnyDone() | Closed():
            yield from (True, False)
        case _:
            yield from (one for one in says.domain(decision, name, source) if one is not None)
            yield None
