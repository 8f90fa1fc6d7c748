"""The nearest changes: which other value of a single indicator, the others as they are, gives another result.

How near a change is: first by the levels of the model that lie between (1: the next one), then by the order in which the model
reads its inputs. Of one indicator, the value nearest to the present one is told, for a better result and for a worse one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from bonafides.kernel.dmn.evaluate import Outcome, decide_all
from bonafides.kernel.feel.logic import equal
from bonafides.kernel.feel.values import Value
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.standards.case.decide import CaseDecided
from bonafides.standards.explain.candidates import candidates
from bonafides.standards.explain.levels import levels_of

Direction = Literal["better", "worse", "other"]


@dataclass(frozen=True)
class Change:
    """Another value of one indicator, and what the decision would then be. `direction`: `other` where there is no order.

    `exact`: no value nearer to the present one gives a result of that direction. Where a model calculates with the indicator,
    only values near the present one and near the model's own constants were tried, and this is false.
    """

    indicator: str
    before: Value
    after: Value
    outcome: Outcome
    direction: Direction
    steps: int
    exact: bool


def nearest_changes(pack: Pack, decided: CaseDecided) -> tuple[Change, ...]:
    """The nearest change of each indicator in each direction, the nearest of all first."""
    inputs = inputs_of(decided.model, decided.decision)
    values = {name: one.value for name, one in decided.outcomes.items()}
    found: list[Change] = []
    for name in inputs:
        if name not in pack.indicators:
            continue
        now = decided.inputs[name]
        levels = levels_of(decided.model, values, decided.inputs, name)
        best: dict[Direction, tuple[tuple[object, ...], Change]] = {}
        for one in candidates(pack, pack.indicators[name], now, levels):
            outcomes = decide_all(decided.model, {**decided.inputs, name: one.value}, (decided.decision,))
            outcome = outcomes[decided.decision]
            if outcome.violations or equal(outcome.value, decided.outcome.value) is True:
                continue
            direction = direction_of(pack, decided.decision, decided.outcome.value, outcome.value)
            change = Change(name, now, one.value, outcome, direction, one.steps, levels.exact)
            far = (one.value is None, _distance(now, one.value), one.steps)
            if direction not in best or far < best[direction][0]:
                best[direction] = far, change
        found += [change for _, change in best.values()]
    return tuple(sorted(found, key=lambda one: one.steps))


def direction_of(pack: Pack, decision: str, before: Value, after: Value) -> Direction:
    """Whether a result is better than another: only tiers have an order, the one with the least risk first."""
    use = pack.info.tiers
    if use is None or use.decision != decision or before not in use.order or after not in use.order:
        return "other"
    return "better" if use.order.index(str(after)) < use.order.index(str(before)) else "worse"


def _distance(before: Value, after: Value) -> Decimal:
    match before, after:
        case Decimal(), Decimal():
            return abs(after - before)
        case date(), date():
            return Decimal(abs((after - before).days))
        case _:
            return Decimal(0)
