"""Whether a guard can come to yes at a node: asked of the decision itself, with every value that its inputs can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, product
from math import prod

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.abstract import CLOSED, Followed, Node
from bonafides.kernel.procedure.law import NotKnownError, Said
from bonafides.kernel.procedure.model import Guard, Step
from bonafides.kernel.procedure.sources import (
    AnyDone,
    Closed,
    Constant,
    Decided,
    Done,
    OfField,
    OnDay,
    Source,
    WorkingDays,
)

Say = Callable[[str, Mapping[str, Value], date], Said]
Domain = Callable[[str, str, Source], Sequence[Value]]
"""The values that an input of a decision can have, by the decision, the input, and where it comes from."""
MOST = 4_000
_STRIDE = 2_654_435_761


@dataclass
class Possible:
    """Puts guards at nodes. `unfinished`: decisions with so many inputs left open that not every combination was asked."""

    followed: Followed
    say: Say
    domain: Domain
    day: date
    unfinished: set[str] = field(default_factory=set)
    known: dict[tuple[object, ...], bool] = field(default_factory=dict)

    def allows(self, node: Node, step: Step, told: Mapping[str, Value]) -> bool:
        """Whether every guard of a step can say yes, when the step is told this."""
        return all(self._may(node, step, guard, told) for guard in step.guards)

    def _may(self, node: Node, step: Step, guard: Guard, told: Mapping[str, Value]) -> bool:
        choices = {
            name: tuple(self._values(node, step, guard.decision, name, source, told))
            for name, source in guard.inputs.items()
        }
        key = (guard.decision, guard.yes, tuple(choices.items()))
        if key not in self.known:
            self.known[key] = self._asked(guard, choices)
        return self.known[key]

    def _asked(self, guard: Guard, choices: Mapping[str, tuple[Value, ...]]) -> bool:
        for inputs in self._combinations(guard.decision, choices):
            try:
                if self.say(guard.decision, inputs, self.day).value in guard.yes:
                    return True
            except NotKnownError:
                continue
        return guard.decision in self.unfinished

    def _combinations(self, decision: str, choices: Mapping[str, tuple[Value, ...]]) -> Iterator[dict[str, Value]]:
        """Every combination where there are few; else some spread over all of them, and the decision is noted."""
        names, values = list(choices), list(choices.values())
        size = prod(map(len, values))
        if size <= MOST:
            for chosen in product(*values):
                yield dict(zip(names, chosen, strict=True))
            return
        for number in range(MOST):
            index = number * _STRIDE % size
            spread: dict[str, Value] = {}
            for name, value in zip(names, values, strict=True):
                index, at = divmod(index, len(value))
                spread[name] = value[at]
            yield spread
        self.unfinished.add(decision)

    def _values(
        self, node: Node, step: Step, decision: str, name: str, source: Source, told: Mapping[str, Value]
    ) -> Iterator[Value]:
        match source:
            case Constant(value):
                yield value
            case Done(of):
                yield of in node.done
            case AnyDone(of_these):
                yield any(one in node.done for one in of_these)
            case Closed(clock):
                yield node.clock(clock) == CLOSED
            case OnDay(of) if of in self.followed.steps and of not in node.done:
                yield None
            case WorkingDays(since, until) if not {since, until or since} <= node.done:
                yield None
            case OfField(of) if of in self.followed.fields:
                yield told[of] if of in told else node.fields().get(of)
            case Decided(inner, inputs, output):
                yield from self._decided(node, step, inner, inputs, output, told)
            case OfField(of) if of in step.required:
                yield from (one for one in self.domain(decision, name, source) if one is not None)
            case _:
                yield from self.domain(decision, name, source)

    def _decided(
        self, node: Node, step: Step, decision: str, inputs: Mapping[str, Source], output: str | None,
        told: Mapping[str, Value],
    ) -> Iterator[Value]:  # fmt: skip
        """What a decision that feeds another can come to."""
        choices = {
            name: tuple(self._values(node, step, decision, name, source, told)) for name, source in inputs.items()
        }
        found: list[Value] = []
        for given in islice(self._combinations(decision, choices), MOST):
            try:
                value = self.say(decision, given, self.day).value
            except NotKnownError:
                continue
            value = value.get(output) if output is not None and isinstance(value, Mapping) else value
            if value not in found:
                found.append(value)
        yield from found or [None]
