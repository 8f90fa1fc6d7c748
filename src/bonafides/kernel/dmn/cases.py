"""One model and many cases that are alike: what a decision came to is kept by the values of what it requires.

    cases = Cases(model)
    cases.decide("tier", {"penalties": Decimal(2), "listed": False})

Equal to `evaluate.decide` by test. For whoever asks a model thousands of times, as the exploration of procedures does.
"""

from __future__ import annotations

from collections.abc import Mapping

from bonafides.kernel.dmn.evaluate import Outcome, Violation, input_value, needed_for, outcome_of
from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.values import Value

Key = tuple[object, ...]


class Cases:
    """The cases of one model; it grows with every case that is unlike those before."""

    def __init__(self, model: Definitions) -> None:
        self.model = model
        self._needed: dict[str, set[str]] = {}
        self._inputs: dict[tuple[str, Key], tuple[Value, tuple[Violation, ...]]] = {}
        self._outcomes: dict[tuple[str, Key, tuple[Violation, ...]], Outcome] = {}

    def decide(self, decision: str, inputs: Mapping[str, Value]) -> Outcome:
        """As `evaluate.decide`."""
        if decision not in self._needed:
            self._needed[decision] = needed_for(self.model, (decision,))
        needed = self._needed[decision]
        values: dict[str, Value] = {}
        faults: dict[str, tuple[Violation, ...]] = {}
        for one in self.model.inputs:
            given = (one.name, _key(inputs.get(one.name)))
            if given not in self._inputs:
                self._inputs[given] = input_value(one, inputs.get(one.name))
            values[one.name], faults[one.name] = self._inputs[given]
        for of in self.model.decisions:
            if of.name in needed:
                seen = {name: values[name] for name in (*of.required_inputs, *of.required_decisions)}
                wrong = tuple(fault for name in of.required_inputs for fault in faults[name])
                case = (of.name, tuple(_key(value) for value in seen.values()), wrong)
                if case not in self._outcomes:
                    self._outcomes[case] = outcome_of(self.model, of, seen, wrong)
                outcome = self._outcomes[case]
                values[of.name] = outcome.value
        return outcome


def _key(value: Value) -> Key:
    """What tells values apart as FEEL does: true is not 1."""
    if isinstance(value, tuple):
        return (tuple, *map(_key, value))
    if isinstance(value, Mapping):
        return (dict, *((name, _key(one)) for name, one in sorted(value.items())))
    return (type(value), value)
