"""The parameters that a result rests on, with how certain each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bonafides.packs.decisions import inputs_of
from bonafides.packs.indicator import Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import Parameter, ParameterValue
from bonafides.packs.scope import names_in, record_scope
from bonafides.standards.case.decide import CaseDecided
from bonafides.standards.compile.indicators import parsed


@dataclass(frozen=True)
class UsedParameter:
    """A parameter, its value on the day, and the indicators that it shapes (none: the decision reads it itself)."""

    parameter: Parameter
    value: ParameterValue | None
    used_by: tuple[str, ...]


def used_parameters(pack: Pack, decided: CaseDecided, as_of: date) -> tuple[UsedParameter, ...]:
    """What the decision, the windows and the conditions of its indicators read, in the order of the pack."""
    names = inputs_of(decided.model, decided.decision)
    by: dict[str, list[str]] = {name: [] for name in names if name in pack.parameters}
    for name in names:
        if name in pack.indicators:
            for read in read_by(pack, pack.indicators[name]):
                by.setdefault(read, []).append(name)
    return tuple(
        UsedParameter(one, one.on(as_of), tuple(dict.fromkeys(by[name])))
        for name, one in pack.parameters.items()
        if name in by
    )


def read_by(pack: Pack, one: Indicator) -> Iterator[str]:
    """The parameters that an indicator reads: the length of its window, and what its `where` names."""
    if one.window is not None and isinstance(one.window.length, str):
        yield one.window.length
    if one.where is not None:
        yield from (name for name in facts_and_parameters(pack, one) if name in pack.parameters)


def facts_and_parameters(pack: Pack, one: Indicator) -> tuple[str, ...]:
    """The names in the `where` of an indicator."""
    if one.where is None:
        return ()
    scope = record_scope(pack, tuple(pack.catalogue[kind] for kind in one.kinds))
    return tuple(dict.fromkeys(names_in(parsed(one.where, tuple(scope.items())))))
