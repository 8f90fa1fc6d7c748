"""The states, fields and clocks of a procedure, as its file has them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from bonafides.kernel.procedure import model as kernel
from bonafides.packs.source_entry import GivenSource, sources
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, Text
from bonafides.packs.wording import wrong


class StateEntry(Entry):
    """A state, and what it means for the business."""

    title: Text
    meaning: Literal["open", "decided", "in-force", "ended"]

    def model(self, name: str) -> kernel.State:
        return kernel.State(name, self.title, kernel.Meaning(self.meaning))


class FieldEntry(Entry):
    """Something that a step is told: typed; or a finding, which only a person makes, with reasons and evidence."""

    title: Text
    type: Literal["boolean", "string", "integer", "date", "text", "officers", "words"] | None = None
    finding: Literal[True] | None = None
    enum: tuple[str, ...] = ()
    labels: dict[str, Text] = Field(default_factory=dict)
    minimum: int | None = None
    note: str | Text | None = None

    @model_validator(mode="after")
    def _one_of(self) -> FieldEntry:
        if (self.type is None) == (self.finding is None):
            came = "neither" if self.type is None else "both"
            raise wrong("either `type` or `finding: true`", came)
        if (self.type in ("string", "words")) != bool(self.enum):
            expected = "`enum: […]`, as a string is one of a list (free words are a `text`)"
            raise wrong(expected if self.type in ("string", "words") else "`enum` with `type: string` or `words` only",
                        "none" if not self.enum else "`enum`")  # fmt: skip
        if self.minimum is not None and self.type != "integer":
            raise wrong("`minimum` with `type: integer` only", "`minimum`", "remove it", ("minimum",))
        for word in self.labels:
            if word not in self.enum:
                raise wrong(f"a value of `enum` ({', '.join(self.enum)})", f"`{word}`", "mend it", ("labels", word))
        return self

    def model(self, name: str) -> kernel.Field:
        kind = kernel.Type.FINDING if self.finding else kernel.Type(self.type or "")
        return kernel.Field(name, self.title, kind, self.enum, self.minimum, self.labels)


class PeriodEntry(Entry):
    """The decision that says how long. `ends: excluded`: the day that it gives is the first after the period."""

    decision: FactName
    inputs: dict[FactName, GivenSource] = Field(default_factory=dict)
    output: FactName | None = None
    ends: Literal["included", "excluded"] = "included"

    def model(self) -> kernel.Period:
        return kernel.Period(self.decision, sources(self.inputs), self.output, self.ends == "excluded")


class StepTaken(Entry):
    """The machine takes a step when a clock runs out."""

    step: Identifier


def _several(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


Steps = Annotated[tuple[Identifier, ...], BeforeValidator(_several)]


class ProcedureClock(Entry):
    """A clock. `permits`: a window that must be over for others; `alarm`: a deadline, late when it runs out; or a step."""

    clock: Identifier
    title: Text
    basis: Annotated[tuple[Citation, ...], Field(min_length=1)]
    of: Literal["agency", "business"]
    starts: Annotated[Steps, Field(min_length=1)]
    stops: Steps = ()
    period: PeriodEntry
    outcome: Literal["permits", "alarm"] | StepTaken

    def model(self) -> kernel.Clock:
        basis = tuple(" ".join(filter(None, (one.instrument, one.article))) for one in self.basis)
        step = self.outcome.step if isinstance(self.outcome, StepTaken) else None
        return kernel.Clock(
            self.clock, self.title, self.starts, self.period.model(), kernel.Who(self.of), basis, self.stops,
            self.outcome == "permits", step,
        )  # fmt: skip
