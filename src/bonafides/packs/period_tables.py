"""Tables that conclude a period: what they count from is a day that the decision is given, and what they count in is a unit.

Which tables these are: those with the outputs `length`, `unit` and `counts_from` (see `standards/periods.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from bonafides.kernel.calendar import DayOff, PeriodUnit
from bonafides.kernel.dmn.model import Decision, DecisionTable, Definitions
from bonafides.kernel.feel.ast import Literal
from bonafides.kernel.feel.types import DATE
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.scope import model_scope

PERIOD = ("length", "unit", "counts_from")
UNITS = (*(one.value for one in PeriodUnit), "hours")
DAYS_OFF = tuple(one.value for one in DayOff)


def period_faults(pack: Pack) -> Iterator[PackFault]:
    """Every rule of such a table whose period could never be computed."""
    for model in pack.standards.values():
        for decision in model.decisions:
            if isinstance(decision.logic, DecisionTable):
                names = [one.name for one in decision.logic.outputs]
                if set(PERIOD) <= set(names):
                    yield from _table(pack, model, decision, decision.logic, names)


def _table(
    pack: Pack, model: Definitions, decision: Decision, table: DecisionTable, names: list[str]
) -> Iterator[PackFault]:
    scope = model_scope(pack, model)
    days = tuple(
        name for name in decision.required_inputs if scope.get(name, model.input(name).variable.type) == DATE
    )  # fmt: skip
    known = {"unit": UNITS, "counts_from": days, "day_off": DAYS_OFF}
    what = {"counts_from": "the name of a day that the decision requires"}
    for rule in table.rules:
        for name, conclusion in zip(names, rule.conclusions, strict=True):
            if name not in known:
                continue
            node = conclusion.expression
            if not isinstance(node, Literal) or node.value not in known[name]:
                where = f"decision `{decision.name}`, rule {rule.number}, `{name}`"
                listed = ", ".join(f'"{one}"' for one in known[name]) or "there is none"
                expected = f"{what.get(name, 'one of')} ({listed})"
                yield PackFault(model.file, conclusion.line, where, expected, f"`{conclusion.text}`", "mend it")
