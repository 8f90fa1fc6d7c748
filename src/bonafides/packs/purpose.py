"""`purposes.yaml`: for what an agency may look at that which is not public, at which fields, and who is told of it when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bonafides.packs.facts import Disclosure
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, Text
from bonafides.packs.wording import wrong

Withheld = Literal["on-request", "shared", "trade-secret", "personal"]
WITHHELD: tuple[Disclosure, ...] = ("on-request", "shared", "trade-secret", "personal")


class Opens(Entry):
    """What a purpose opens of some kinds of record: the facts of some classes, or single facts by name."""

    kinds: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    classes: tuple[Withheld, ...] = ()
    fields: tuple[FactName, ...] = ()


class Told(Entry):
    """When the business may read in its own log who looked: a delay has an end, so that nothing is kept from it for good.

    `after_days`: so many days later; until then, that somebody looked is counted. `case_ends`: already once the case ends.
    """

    after_days: int = Field(default=0, ge=0)
    case_ends: bool = False
    officers: Literal["number", "agency"]
    """Shown of who looked: the officer's number, or the agency alone."""
    basis: Citation | tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _of_a_delay(self) -> Told:
        if self.case_ends and not self.after_days:
            mend = "add `after_days: …`, or remove `case_ends`"
            raise wrong("`after_days`, the latest day that the end of a case brings forward", "none", mend)
        return self


class Purpose(Entry):
    """A purpose of some agencies. `duty`: a statutory duty of theirs; else the business must have authorised it."""

    purpose: Identifier
    title: Text
    basis: tuple[Citation, ...] = Field(min_length=1)
    agencies: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    duty: bool
    case: bool
    """Whether a case must be named."""
    opens: Annotated[tuple[Opens, ...], Field(min_length=1)]
    told: Told
    note: str | Text | None = None


class Purposes(Entry):
    """The file. `decision`: what the pack's standards say on whether a query may be answered, where they do."""

    decision: FactName | None = None
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1)]
