"""Where an input of a decision comes from, as a procedure writes it: `today`, or an entry with one word of a closed set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.model import OPENED
from bonafides.kernel.procedure.sources import (
    AnyDone,
    Beside,
    Closed,
    Constant,
    Decided,
    Done,
    OfField,
    OnDay,
    Outside,
    Source,
    Today,
    WorkingDays,
)
from bonafides.packs.vocabulary import Entry, FactName, Identifier
from bonafides.packs.wording import wrong

WORDS = (
    "value", "field", "done", "any", "on", "working_days", "clock", "fact", "record", "indicator", "business", "computed",
    "decision",
)  # fmt: skip
TODAY = "today"


_OF_A_NAME: dict[str, Callable[[str], Source]] = {"field": OfField, "done": Done, "on": OnDay, "clock": Closed}


class SourceEntry(Entry):
    """One input. Exactly one of the words; `inputs` and `output` go with `decision`."""

    today: bool = False
    value: bool | int | str | date | tuple[str, ...] | None = None
    field: FactName | None = None
    done: Identifier | None = None
    any: tuple[Identifier, ...] | None = None
    on: Identifier | None = None
    working_days: tuple[Identifier, Identifier] | None = None
    clock: Identifier | None = None
    fact: FactName | None = None
    record: FactName | None = None
    indicator: FactName | None = None
    business: FactName | None = None
    computed: FactName | None = None
    decision: FactName | None = None
    inputs: dict[FactName, GivenSource] | None = None
    output: FactName | None = None

    @model_validator(mode="after")
    def _one_word(self) -> SourceEntry:
        words = [one for one in WORDS if getattr(self, one) is not None] + [TODAY] * self.today
        if len(words) != 1:
            came = " and ".join(f"`{one}`" for one in words) or "none"
            raise wrong(f"`{TODAY}`, or one of {', '.join(WORDS)}", came, "write one input as one of them")
        if self.decision is None and (self.inputs is not None or self.output is not None):
            raise wrong("`inputs` and `output` beside a `decision`", f"them beside `{words[0]}`", "remove them")
        return self

    def source(self) -> Source:
        """As the kernel reads it."""
        for word, made in _OF_A_NAME.items():
            if (name := getattr(self, word)) is not None:
                return made(name)
        for beside in Beside:
            if (name := getattr(self, beside.value)) is not None:
                return Outside(beside, name)
        if self.any is not None:
            return AnyDone(self.any)
        if self.working_days is not None:
            since, until = self.working_days
            return WorkingDays(since, None if until == TODAY else until)
        if self.decision is not None:
            return Decided(self.decision, sources(self.inputs or {}), self.output)
        return Today() if self.today else Constant(constant(self.value))

    def steps(self) -> tuple[str, ...]:
        """The steps that it names."""
        named = (self.done, self.on, *(self.any or ()), *(self.working_days or ()))
        return tuple(one for one in named if one is not None and one not in (OPENED, TODAY))


def _written(given: Any) -> Any:
    """`today` as an entry, so that whatever is wrong is told at its place."""
    return {"today": True} if given == TODAY else given


GivenSource = Annotated[SourceEntry, BeforeValidator(_written)]
SourceEntry.model_rebuild()


def sources(inputs: dict[str, SourceEntry]) -> dict[str, Source]:
    """All inputs as the kernel reads them."""
    return {name: one.source() for name, one in inputs.items()}


def constant(value: bool | int | str | date | tuple[str, ...] | None) -> Value:  # noqa: FBT001  # a constant of the pack
    """A plain value of a pack as FEEL holds it."""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
