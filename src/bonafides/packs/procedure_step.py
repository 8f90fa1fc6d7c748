"""A step of a procedure, as its file has it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from bonafides.kernel.procedure import model as kernel
from bonafides.kernel.procedure.sources import Constant
from bonafides.packs.source_entry import GivenSource, SourceEntry, constant, sources
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, Text
from bonafides.packs.wording import wrong

Role = Literal["entry-clerk", "case-officer", "reviewer", "decider", "inspector", "auditor", "administrator"]
StepKind = Literal[
    "notice", "business", "hearing", "investigation", "review", "consent", "decision", "service", "publication", "end", "other",
]  # fmt: skip


class Fields(Entry):
    """What a step must be told, and what it may be told."""

    required: tuple[FactName, ...] = ()
    optional: tuple[FactName, ...] = ()


class GuardEntry(Entry):
    """A decision that must come to one of the values `yes`."""

    decision: FactName
    yes: Annotated[tuple[str | bool, ...], Field(min_length=1)]
    inputs: dict[FactName, GivenSource] = Field(default_factory=dict)

    def model(self) -> kernel.Guard:
        return kernel.Guard(self.decision, self.yes, sources(self.inputs))


def _several(given: Any) -> Any:
    return given if isinstance(given, tuple) else (given,)


Guards = Annotated[tuple[GuardEntry, ...], BeforeValidator(_several)]


class NoNotice(Entry):
    """Why an adverse decision may be taken without telling the business first: only by law."""

    basis: Annotated[tuple[Citation, ...], Field(min_length=1)]
    reason: Text


class StepEntry(Entry):
    """One step: who takes it, in which states, what it needs and what it does."""

    step: Identifier
    title: Text
    basis: tuple[Citation, ...] = ()
    start: tuple[Identifier, ...] = Field(alias="from")
    to: Identifier | None = None
    kind: StepKind
    adverse: bool | None = None
    without_notice: NoNotice | None = None
    by: tuple[Role, ...] = ()
    who: Literal["agency", "business", "clock", "register"] = "agency"
    agencies: tuple[Identifier, ...] = ()
    not_who_took: tuple[Identifier, ...] = ()
    not_named: tuple[FactName, ...] = ()
    fields: Fields = Fields()
    findings: tuple[FactName, ...] = ()
    evidence: Literal["required", "none"] = "none"
    guard: Guards = ()
    needs: tuple[Identifier, ...] = ()
    after: tuple[Identifier, ...] = ()
    within: tuple[Identifier, ...] = ()
    repeats: bool = False
    undoes: tuple[Identifier, ...] = ()
    serves: tuple[Identifier, ...] = ()
    effects: tuple[dict[str, Any], ...] = ()
    note: str | Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> StepEntry:
        machine = self.who in ("clock", "register")
        if machine == bool(self.by):
            if self.by:
                raise wrong("no `by`, as the machine takes the step", "`by`", "remove it", ("by",))
            raise wrong("`by`: the roles that may take it", "none", "add `by: [case-officer]`")
        if machine and (self.findings or self.fields.required or self.evidence == "required"):
            came = "findings, fields or evidence"
            raise wrong("a step of the machine, which is told nothing and finds nothing", came, "give it to a person")
        if self.kind == "decision" and self.adverse is None:
            raise wrong("`adverse: true` or `adverse: false`, as it is a decision", "neither", "add it")
        if self.without_notice is not None and not self.adverse:
            raise wrong("`without_notice` on an adverse decision only", "it", "remove it", ("without_notice",))
        if not self.basis and self.kind in ("decision", "notice", "consent", "publication", "end"):
            raise wrong(f"`basis`, as it is a {self.kind}", "none", "cite what it rests on")
        return self

    def model(self) -> kernel.Step:
        """As the kernel reads it."""
        exempt = self.without_notice.basis if self.without_notice else ()
        return kernel.Step(
            name=self.step, title=self.title, kind=kernel.Kind(self.kind), start=self.start, to=self.to,
            who=kernel.Who(self.who), by=self.by, agencies=self.agencies, basis=_words(self.basis),
            adverse=bool(self.adverse), without_notice=_words(exempt), not_who_took=self.not_who_took,
            not_named=self.not_named, required=self.fields.required + self.findings, optional=self.fields.optional,
            evidence=self.evidence == "required", guards=tuple(one.model() for one in self.guard), needs=self.needs,
            after=self.after, within=self.within, repeats=self.repeats, undoes=self.undoes, serves=self.serves,
            effects=tuple(map(_effect, self.effects)),
        )  # fmt: skip


def _words(basis: tuple[Citation, ...]) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, (one.instrument, one.article))) for one in basis)


def _effect(entry: dict[str, Any]) -> kernel.Effect:
    given = {name: _given(value) for name, value in entry.items() if name != "effect"}
    return kernel.Effect(str(entry.get("effect")), given)


def _given(value: Any) -> Any:
    """A plain value, or the source that an entry is."""
    return SourceEntry.model_validate(value).source() if isinstance(value, dict) else Constant(constant(value))
