"""`procedures/NAME.yaml`: a procedure as people write it. See docs/reference/procedures.md for what each entry means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from bonafides.kernel.procedure import model as kernel
from bonafides.packs.procedure_step import Fields, Guards, Role, StepEntry, StepKind
from bonafides.packs.procedure_words import FieldEntry, ProcedureClock, StateEntry
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Text
from bonafides.packs.wording import Path, wrong


def _several(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


class Opening(Entry):
    """How a case is opened: in which state, on a record of which kinds, by whom, and what must be told."""

    state: Identifier
    title: Text | None = None
    basis: tuple[Citation, ...] = ()
    by: Annotated[tuple[Role, ...], Field(min_length=1)]
    who: Literal["agency", "business"] = "agency"
    on_record: Annotated[tuple[Identifier, ...], BeforeValidator(_several)] = ()
    once_for: tuple[FactName, ...] = ()
    """A second case is refused while one about the same is open; where there is no record, the same by these fields too."""
    fields: Fields = Fields()
    findings: tuple[FactName, ...] = ()
    evidence: Literal["required", "none"] = "none"
    guard: Guards = ()
    serves: tuple[Identifier, ...] = ()
    effects: tuple[dict[str, Any], ...] = ()

    def as_step(self) -> StepEntry:
        """The opening is a step like others: the first."""
        title = self.title or {"zh": "立案", "en": "Case opened"}
        kind: StepKind = "business" if self.who == "business" else "other"
        return StepEntry.model_construct(
            step=kernel.OPENED, title=title, basis=self.basis, start=(), to=self.state, kind=kind, by=self.by, who=self.who,
            fields=self.fields, findings=self.findings, evidence=self.evidence, guard=self.guard, serves=self.serves,
            effects=self.effects,
        )  # fmt: skip


class Procedure(Entry):
    """A procedure, as its file has it."""

    procedure: Identifier
    version_of: Identifier | None = None
    title: Text
    of: Identifier
    agencies: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    in_force: InForce
    basis: Annotated[tuple[Citation, ...], Field(min_length=1)]
    opens: Opening
    states: Annotated[dict[Identifier, StateEntry], Field(min_length=1)]
    fields: dict[FactName, FieldEntry] = Field(default_factory=dict)
    steps: Annotated[tuple[StepEntry, ...], Field(min_length=1)]
    clocks: tuple[ProcedureClock, ...] = ()
    note: str | Text | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Procedure:
        steps, clocks = [one.step for one in self.steps], [one.clock for one in self.clocks]
        for word, key, names in (("steps", "step", steps), ("clocks", "clock", clocks)):
            for index, name in enumerate(names):
                if name in names[:index] or name in (kernel.OPENED, "today"):
                    mend = "rename or remove one"
                    raise wrong(f"each {key} once, and none called `{kernel.OPENED}` or `today`", f"`{name}`", mend,
                                (word, index, key))  # fmt: skip
        return self

    @cached_property
    def model(self) -> kernel.Procedure:
        """As the kernel reads it; the names in it must have been checked."""
        return kernel.Procedure(
            name=self.procedure, title=self.title, of=self.of, agencies=self.agencies, since=self.in_force.since,
            until=self.in_force.until, opens=self.opens.as_step().model(), version_of=self.version_of or "",
            states={name: one.model(name) for name, one in self.states.items()},
            fields={name: one.model(name) for name, one in self.fields.items()},
            steps={one.step: one.model() for one in self.steps}, clocks={one.clock: one.model() for one in self.clocks},
            on_record=self.opens.on_record, basis=tuple(map(words, self.basis)),
        )  # fmt: skip

    def all_steps(self) -> Iterator[tuple[Path, StepEntry]]:
        """The opening and every step, with their places."""
        yield ("opens",), self.opens.as_step()
        for index, one in enumerate(self.steps):
            yield ("steps", index), one

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Every text that people read, with its place."""
        yield ("title",), self.title
        if self.opens.title:
            yield ("opens", "title"), self.opens.title
        for name, state in self.states.items():
            yield ("states", name, "title"), state.title
        for name, field in self.fields.items():
            yield ("fields", name, "title"), field.title
            for word, label in field.labels.items():
                yield ("fields", name, "labels", word), label
        for index, step in enumerate(self.steps):
            yield ("steps", index, "title"), step.title
            if step.without_notice:
                yield ("steps", index, "without_notice", "reason"), step.without_notice.reason
        for index, clock in enumerate(self.clocks):
            yield ("clocks", index, "title"), clock.title


def words(citation: Citation) -> str:
    """A citation as a text: `SV-44 13`."""
    return " ".join(filter(None, (citation.instrument, citation.article)))
