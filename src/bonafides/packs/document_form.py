"""`documents/NAME.yaml`: a document that is served on a business, in so many words, with gaps for what is told of its case.

A gap is `{name}` or `{name.length}`. What may stand in it is declared in the form itself, so that no form asks for what nobody
gives: `given` comes from the case, `dates` are concluded by decisions of the pack, and OF_ITSELF is known of every document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Text, Words
from bonafides.packs.wording import Path, wrong

OF_ITSELF = ("agency", "business", "code", "number", "issued_on", "served_on", "case")
"""What every document knows of itself: who issues it to whom, under which number, its day, the day it is served, the case."""

LISTS: dict[str, tuple[str, ...]] = {
    "findings": ("title", "holds", "text", "evidence"),
    "items": ("title", "basis"),
    "reasons": ("text", "basis"),
    "measures": ("title", "agency", "basis", "since", "until"),
    "staying": ("title", "basis", "until", "reason"),
    "conditions": ("title", "verify", "basis"),
    "papers": ("title", "basis"),
    "duties": ("text", "basis"),
    "consequences": ("text", "basis"),
    "kinds": ("title", "count"),
    "records": ("title", "day", "agency", "number", "state"),
}
"""The lists that a case may give, and what is told of each of their entries."""

GAP = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"[a-z][a-z0-9_]*(\.[a-z]+)?")


class Given(Entry):
    """Something that the case gives: a field of it, the day of a step, the last day of a clock, a fact of its record."""

    title: Text
    type: Literal["string", "text", "words", "date", "integer", "money", "boolean"] = "string"
    field: FactName | None = None
    on: Identifier | None = None
    until: Identifier | None = None
    fact: FactName | None = None
    labels: dict[str, Text] = Field(default_factory=dict)
    labels_of: str | None = None
    optional: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Given:
        named = [word for word in ("field", "on", "until", "fact") if getattr(self, word) is not None]
        if len(named) > 1:
            raise wrong(
                "one source at most (`field`, `on`, `until`, `fact`)", " and ".join(f"`{one}`" for one in named)
            )
        if (self.on or self.until) and self.type != "date":
            raise wrong("`type: date`, as it is the day of a step or of a clock", f"`{self.type}`", at=("type",))
        if (self.labels or self.labels_of) and self.type not in ("string", "words"):
            raise wrong("`type: string` or `words`, as it has labels", f"`{self.type}`", at=("type",))
        if self.labels and self.labels_of:
            raise wrong("either `labels` or `labels_of`", "both", "remove one", at=("labels_of",))
        return self


class InputOf(Entry):
    """What a decision is given: a value, or what the document was given under a name."""

    value: str | int | bool | None = None
    given: FactName | None = None

    @model_validator(mode="after")
    def _one_of(self) -> InputOf:
        if (self.value is None) == (self.given is None):
            raise wrong("either `value` or `given`", "neither" if self.value is None else "both")
        return self


class Concluded(Entry):
    """A day that a decision of the pack concludes: itself, or as the last day of a period."""

    decision: str
    inputs: dict[str, InputOf | Literal["today"]] = Field(default_factory=dict)
    when: FactName | None = None


class Row(Entry):
    """A line of a table: what it is, and the value."""

    title: Text
    text: Text
    when: FactName | None = None


class Block(Entry):
    """One part of the body: a heading, a paragraph, a table of facts, or a list of which each entry is told in one way."""

    heading: Text | None = None
    text: Text | None = None
    rows: tuple[Row, ...] | None = None
    each: (
        Literal[
            "findings",
            "items",
            "reasons",
            "measures",
            "staying",
            "conditions",
            "papers",
            "duties",
            "consequences",
            "kinds",
            "records",
        ]
        | None
    ) = None
    of: Identifier | None = None
    item: Text | None = None
    none: Text | None = None
    when: FactName | None = None
    unless: FactName | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Block:
        kinds = [word for word in ("heading", "text", "rows", "each") if getattr(self, word) is not None]
        if len(kinds) != 1:
            came = " and ".join(f"`{one}`" for one in kinds) or "none"
            raise wrong("one of `heading`, `text`, `rows`, `each`", came)
        if (self.each is None) != (self.item is None):
            raise wrong("`each` and `item` together: which list, and how each entry is told", f"only `{kinds[0]}`")
        if (self.each == "measures") != (self.of is not None):
            raise wrong(
                "`of` with `each: measures`, and only there: the list that would bring them",
                "none" if self.of is None else f"`{self.of}`",
            )
        return self


class Remedy(Entry):
    """A remedy that the business is told of, with the day up to which it is open."""

    date: FactName
    text: Text
    basis: Citation | tuple[Citation, ...]


class DocumentForm(Entry):
    """A document: what it is called, what it rests on, its body, and for an adverse one its end and the remedies."""

    form: Identifier
    title: Text
    in_force: InForce
    basis: Annotated[tuple[Citation, ...], Field(min_length=1)]
    series: Words | None = None
    number: FactName | None = None
    dated: FactName | None = None
    adverse: bool = False
    given: dict[FactName, Given] = Field(default_factory=dict)
    dates: dict[FactName, Concluded] = Field(default_factory=dict)
    body: Annotated[tuple[Block, ...], Field(min_length=1)]
    ends: Text | None = None
    remedies: tuple[Remedy, ...] = ()
    together_with: tuple[Identifier, ...] = ()
    replaces: tuple[Identifier, ...] = ()
    receipt: bool = False
    note: str | Text | None = None

    @model_validator(mode="after")
    def _number_and_day_are_given(self) -> DocumentForm:
        for word, kinds in (("number", ("string", "text")), ("dated", ("date",))):
            name = getattr(self, word)
            if name is not None and (name not in self.given or self.given[name].type not in kinds):
                fitting = [one for one, given in self.given.items() if given.type in kinds]
                expected = f"something given of type {' or '.join(kinds)} ({', '.join(fitting) or 'there is none'})"
                raise wrong(expected, f"`{name}`", "declare it under `given`", at=(word,))
        return self

    @model_validator(mode="after")
    def _adverse_is_whole(self) -> DocumentForm:
        for word in ("ends", "remedies") if self.adverse else ():
            if not getattr(self, word):
                mend = f"add `{word}: …`: an adverse document tells the remedies and when it ends"
                raise wrong(f"an entry `{word}`, as the document is adverse", "none", mend)
        return self

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Every text with its place."""
        yield ("title",), self.title
        for name, one in self.given.items():
            yield ("given", name, "title"), one.title
            for label, text in one.labels.items():
                yield ("given", name, "labels", label), text
        yield from self.told()

    def told(self) -> Iterator[tuple[Path, Text]]:
        """The texts that may have gaps; those of the entries of a list are among them."""
        for index, block in enumerate(self.body):
            for word in ("heading", "text", "item", "none"):
                if (text := getattr(block, word)) is not None:
                    yield ("body", index, word), text
            for number, row in enumerate(block.rows or ()):
                yield ("body", index, "rows", number, "title"), row.title
                yield ("body", index, "rows", number, "text"), row.text
        if self.ends is not None:
            yield ("ends",), self.ends
        for index, remedy in enumerate(self.remedies):
            yield ("remedies", index, "text"), remedy.text

    def optional(self, gap: str) -> str | None:
        """What must be given for a gap to be filled, where it need not be."""
        name = gap.partition(".")[0]
        if name in self.dates:
            return self.dates[name].when
        return name if name in self.given and self.given[name].optional else None

    def citations(self) -> Iterator[tuple[Path, Citation | tuple[Citation, ...]]]:
        """What it rests on, with the place."""
        yield ("basis",), self.basis
        for index, remedy in enumerate(self.remedies):
            yield ("remedies", index, "basis"), remedy.basis


def gaps(text: str) -> list[str]:
    """The names of the gaps of a text, in their order."""
    return GAP.findall(text)


def stray_brace(text: str) -> bool:
    """Whether a text has a brace that begins or ends no gap."""
    return bool(set(GAP.sub("", text)) & set("{}"))


def well_named(gap: str) -> bool:
    return _PLAIN.fullmatch(gap) is not None


def filled(text: str, values: dict[str, Any]) -> str:
    """A text with its gaps filled, in one pass: what stands in a gap is never read for gaps again."""
    return GAP.sub(lambda found: str(values[found[1]]), text)
