"""`forms/NAME.yaml`: what an agency asks for a matter, item by item, and for each where it comes from.

Once only: what an agency of the pack holds and may share is read there and cannot be asked of the business
(`check_forms.py`). See docs/reference/once.md for what each entry means.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Text
from bonafides.packs.wording import Path, shown, wrong

Basis = Annotated[tuple[Citation, ...], Field(min_length=1)]
Answer = bool | int | str
BUSINESS = "business"
"""Who holds what no agency does."""
SOURCES = ("fact", "criterion", "document", "statement")


class FactItem(Entry):
    """A fact of the catalogue, read from whoever keeps it."""

    kind: Identifier
    field: FactName


class Criterion(Entry):
    """A question that is answered yes or no, without what it is answered from: `yes` are the results that mean yes.

    `when_none`: the answer where the agency knows of nothing about the business; none: it is told as known to be empty.
    """

    decision: FactName | None = None
    indicator: FactName | None = None
    yes: Annotated[tuple[Answer, ...], Field(min_length=1)]
    when_none: Literal["yes", "no"] | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Criterion:
        if (self.decision is None) == (self.indicator is None):
            raise wrong("either `decision` or `indicator`", "neither" if self.decision is None else "both")
        return self


class DocumentItem(Entry):
    """A paper of the business's own; `media`: the kinds of file that are taken."""

    media: Annotated[tuple[Literal["pdf", "image", "spreadsheet"], ...], Field(min_length=1)] = ("pdf",)
    proves: tuple[FactItem, ...] = ()


class StatementItem(Entry):
    """What the business says itself."""

    type: Literal["text", "boolean", "integer", "date"]
    proves: tuple[FactItem, ...] = ()


class NotShared(Entry):
    """Why what an agency holds cannot be had from it."""

    reason: Text
    basis: Citation


class FormItem(Entry):
    """One item: where it comes from, who holds it, on which basis it is needed."""

    item: Identifier
    title: Text
    basis: Basis
    held_by: Identifier | None = None
    fact: FactItem | None = None
    criterion: Criterion | None = None
    document: DocumentItem | None = None
    statement: StatementItem | None = None
    not_by_sharing: NotShared | None = None
    note: str | Text | None = None

    @model_validator(mode="after")
    def _one_source(self) -> FormItem:
        given = [word for word in SOURCES if getattr(self, word) is not None]
        if len(given) != 1:
            expected = f"one of {', '.join(f'`{word}`' for word in SOURCES)}"
            raise wrong(expected, " and ".join(f"`{one}`" for one in given) or "none")
        if self.asked is not None and self.held_by is None:
            mend = f"add `held_by: {BUSINESS}`, or the agency that holds it"
            raise wrong("an entry `held_by`: who holds what is asked", "none", mend)
        if self.asked is None and self.not_by_sharing is not None:
            expected = "no `not_by_sharing`, as it is read from an agency"
            raise wrong(expected, shown("not_by_sharing"), "remove it", ("not_by_sharing",))
        if self.asked is None and self.held_by == BUSINESS:
            raise wrong("an agency, as it is read from one", shown(BUSINESS), "remove it", ("held_by",))
        return self

    @property
    def source(self) -> str:
        """Which of the four it is."""
        return next(word for word in SOURCES if getattr(self, word) is not None)

    @property
    def asked(self) -> DocumentItem | StatementItem | None:
        """What is asked of the business, where it is."""
        return self.document or self.statement


class Form(Entry):
    """What an agency asks for one matter. `purpose`: for which purpose it reads what others hold; `procedure`: the pack's own.

    `opening`: what the opening of that procedure is told, so that a business can apply by the form itself.
    """

    form: Identifier
    title: Text
    agency: Identifier
    matter: Text
    procedure: Identifier | None = None
    opening: dict[FactName, str | bool | int] = Field(default_factory=dict)
    purpose: Identifier
    in_force: InForce
    basis: Basis
    items: Annotated[tuple[FormItem, ...], Field(min_length=1)]
    note: str | Text | None = None

    @model_validator(mode="after")
    def _each_item_once(self) -> Form:
        names = [one.item for one in self.items]
        for index, name in enumerate(names):
            if name in names[:index]:
                raise wrong(
                    "each item once", f"`{name}` a second time", "rename or remove one", ("items", index, "item")
                )
        return self

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Every text that people read, with its place."""
        yield ("title",), self.title
        yield ("matter",), self.matter
        for index, one in enumerate(self.items):
            yield ("items", index, "title"), one.title
            if one.not_by_sharing is not None:
                yield ("items", index, "not_by_sharing", "reason"), one.not_by_sharing.reason

    def citations(self) -> Iterator[tuple[Path, Citation | tuple[Citation, ...]]]:
        """Everything that the form rests on, with its place."""
        yield ("basis",), self.basis
        for index, one in enumerate(self.items):
            yield ("items", index, "basis"), one.basis
            if one.not_by_sharing is not None:
                yield ("items", index, "not_by_sharing", "basis"), one.not_by_sharing.basis

    def item(self, name: str) -> FormItem | None:
        """The item of that name."""
        return next((one for one in self.items if one.item == name), None)
