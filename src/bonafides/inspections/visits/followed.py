"""What follows a result, by the standard that the item names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bonafides.inspections.errors import RefusedError
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack
from bonafides.standards.case.asked import ask


@dataclass(frozen=True)
class Step:
    """A next step, the result that opens it, and what the rule cites."""

    result: str
    step: str
    basis: str


def steps_after(pack: Pack, item: InspectionItem, results: Sequence[str], day: date) -> Iterator[Step]:
    """The steps that results open, each once. Raises RefusedError."""
    if item.follow_ups is None:
        return
    seen = {item.follow_ups.none}
    for result in results:
        asked = ask(pack, item.follow_ups.decision, {item.record.result: result}, day)
        if not isinstance(asked.value, str):
            raise RefusedError(
                "decision `%(decision)s` names no step after `%(result)s`: came %(asked)r",
                decision=asked.decision,
                result=result,
                asked=asked.value,
            )
        if asked.value not in seen:
            seen.add(asked.value)
            yield Step(result, asked.value, asked.basis)
