"""Which rules of a pack no case has met."""

from __future__ import annotations

from collections.abc import Iterable

from bonafides.kernel.dmn.model import DecisionTable
from bonafides.packs.pack import Pack
from bonafides.standards.packtest.run import Result


def untried(pack: Pack, results: Iterable[Result]) -> list[tuple[str, str, tuple[int, ...]]]:
    """The rules that matched in no case: file, decision, numbers. A table whose every rule matched is not told."""
    tried = {one for result in results for one in result.matched}
    found = []
    for model in pack.standards.values():
        for decision in model.decisions:
            if isinstance(decision.logic, DecisionTable):
                numbers = [rule.number for rule in decision.logic.rules]
                left = tuple(one for one in numbers if (model.file, decision.name, one) not in tried)
                if left:
                    found.append((model.file, decision.name, left))
    return found
