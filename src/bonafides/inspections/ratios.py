"""How many of each tier are drawn: the ratio that the pack's standard gives, within its limits, and a batch's share of it.

Whole numbers only, in hundredths of a per cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bonafides.inspections.errors import RefusedError
from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.draw.commitment import WHOLE
from bonafides.kernel.feel.values import Value
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack
from bonafides.standards.case.indicators import parameter_values
from bonafides.standards.compile.standard import model_in_force


def ratio(pack: Pack, item: InspectionItem, tier: str, day: date, *, by_law: bool = False) -> int:
    """The yearly ratio of a tier, by the standard that the item names. Full coverage by law beats limits as it beats ratios.

    `by_law`: of those whom the law asks to be inspected, though not all of the scope.
    """
    decision, full = item.strata.decision, item.full_coverage or by_law
    inputs: dict[str, Value] = {"tier": tier, "full_coverage": full, "in_business": True}
    outcome = decide(model_in_force(pack, decision, day), decision, parameter_values(pack, day) | inputs)
    value = outcome.value
    given = value.get(item.strata.output) if isinstance(value, Mapping) else value
    if outcome.violations or not isinstance(given, Decimal) or given != int(given) or not 0 <= given <= WHOLE:
        why = f" ({outcome.violations[0].told})" if outcome.violations else ""
        raise RefusedError(
            "decision `%(decision)s` gives no ratio from 0 to %(whole)s for the tier %(tier)s: came %(given)r%(why)s",
            decision=decision,
            whole=WHOLE,
            tier=tier,
            given=given,
            why=why,
        )
    if full:
        return int(given)
    floor, cap = (_limit(pack, name, day) for name in (item.floor_bp, item.cap_bp))
    above = int(given) if floor is None else max(int(given), floor)
    return above if cap is None else min(above, cap)


def batch_ratio(year: int, share: int, before: int) -> int:
    """The ratio of a batch among those whom no earlier batch of the year has drawn, so that the batches come to the year's.

    `share`: the batch's part of the year; `before`: the parts of the earlier batches together.
    """
    left = WHOLE * WHOLE - year * before
    return 0 if left <= 0 else min(WHOLE, -(-year * share * WHOLE // left))


def number(pack: Pack, name: str, day: date) -> int:
    """A whole number that a parameter holds on a day."""
    given = _limit(pack, name, day)
    assert given is not None  # noqa: S101  # a name was given
    return given


def _limit(pack: Pack, name: str | None, day: date) -> int | None:
    if name is None:
        return None
    value = pack.parameters[name].on(day)
    if value is None or not isinstance(value.value, int):
        raise RefusedError(
            "parameter `%(name)s` has no whole number in force on %(day)s: give parameters.yaml one", name=name, day=day
        )
    return int(value.value)
