"""Where no single figure, changed alone, gives a better tier: the fewest figures that do so together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product

from bonafides.kernel.dmn.evaluate import Outcome, decide_all
from bonafides.kernel.feel.values import Value
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.standards.case.decide import CaseDecided
from bonafides.standards.explain.candidates import Candidate, candidates
from bonafides.standards.explain.levels import levels_of
from bonafides.standards.explain.nearest import Change, direction_of

MOST = 4
"""Of more figures than this together nobody makes a plan."""
TRIES = 20_000
"""How many combinations to try, the nearest first; then it is left untold."""


@dataclass(frozen=True)
class Together:
    """Values of some indicators, by their names, that together give a better tier; no fewer of them do."""

    values: tuple[tuple[str, Value], ...]
    outcome: Outcome


def together_better(pack: Pack, decided: CaseDecided, changes: tuple[Change, ...]) -> Together | None:
    """The fewest and nearest changes that give a better tier together. None where one does, none is better, or none was found."""
    use = pack.info.tiers
    now = decided.outcome.value
    if use is None or use.decision != decided.decision or now not in use.order or now == use.order[0]:
        return None
    if any(one.direction == "better" for one in changes):
        return None
    for values in islice(_combinations(_levels(pack, decided)), TRIES):
        outcomes = decide_all(decided.model, {**decided.inputs, **dict(values)}, (decided.decision,))
        outcome = outcomes[decided.decision]
        if not outcome.violations and direction_of(pack, decided.decision, now, outcome.value) == "better":
            return Together(values, outcome)
    return None


def _levels(pack: Pack, decided: CaseDecided) -> dict[str, list[Candidate]]:
    """Of each indicator, the nearest value of each level."""
    values = {name: one.value for name, one in decided.outcomes.items()}
    found: dict[str, list[Candidate]] = {}
    for name in inputs_of(decided.model, decided.decision):
        if name in pack.indicators:
            levels = levels_of(decided.model, values, decided.inputs, name)
            own = candidates(pack, pack.indicators[name], decided.inputs[name], levels)
            found[name] = _one_a_level(own) if levels.exact else list(islice(own, 8))
    return found


def _one_a_level(own: Iterator[Candidate]) -> list[Candidate]:
    found: dict[object, Candidate] = {}
    for one in own:
        if one.steps:
            found.setdefault(one.level, one)
    return list(found.values())


def _combinations(levels: dict[str, list[Candidate]]) -> Iterator[tuple[tuple[str, Value], ...]]:
    """Two figures, then three, …; within a number of them, those with the fewest levels between come first."""
    for count in range(2, min(MOST, len(levels)) + 1):
        every = (
            (sum(one.steps for one in chosen), names, chosen)
            for names in combinations(levels, count)
            for chosen in product(*(levels[name] for name in names))
        )
        ordered = sorted(islice(every, TRIES * 5), key=lambda each: each[0])
        yield from (
            tuple((name, one.value) for name, one in zip(names, chosen, strict=True)) for _, names, chosen in ordered
        )
