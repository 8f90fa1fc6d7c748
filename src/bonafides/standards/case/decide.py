"""A decision of one business by the reference evaluator: what an explanation, and a test of the engines, start from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bonafides.entities.models import Entity
from bonafides.kernel.dmn.evaluate import Outcome
from bonafides.kernel.dmn.evaluate import decide_all as evaluate_all
from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.values import Value
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.standards.case.indicators import Measured, measure_all, parameter_values
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.compile.standard import model_in_force


@dataclass(frozen=True)
class CaseDecided:
    """What a decision is for a business on a day, and everything that it follows from.

    `outcomes`: this decision and those that it requires, in the order of the model. `measured`: the indicators that they read.
    """

    decision: str
    outcomes: dict[str, Outcome]
    model: Definitions
    inputs: dict[str, Value]
    measured: dict[str, Measured]

    @property
    def outcome(self) -> Outcome:
        return self.outcomes[self.decision]


def decide_case(pack: Pack, decision: str, entity: Entity, records: Iterable[CaseRecord], as_of: date) -> CaseDecided:
    """Decide one business by the reference. Raises StandardNotFoundError."""
    model = model_in_force(pack, decision, as_of)
    measured = measure_all(pack, records, as_of, inputs_of(model, decision))
    inputs: dict[str, Value] = {
        "scheme": entity.scheme, "code": entity.code, "subject_kind": entity.kind, "as_of": as_of,
    }  # fmt: skip
    inputs |= parameter_values(pack, as_of)
    inputs |= {name: one.value for name, one in measured.items()}
    return CaseDecided(decision, evaluate_all(model, inputs, (decision,)), model, inputs, measured)
