"""`repairs/NAME.yaml`: how the register itself answers what a decision about repair asks, and what may be asked of the business.

The law is in the decision and in the procedure. Here is where its inputs come from: a minimum period from another decision,
duties from the records of the agencies, later records from the register. What an agency's record shows is not asked for.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, Text
from bonafides.packs.wording import wrong

Words = Annotated[tuple[str | bool | int, ...], Field(min_length=1)]


class OwnRecord(Entry):
    """A record of an agency that shows a duty performed, where it is later than the record to be repaired."""

    kind: Identifier
    where: dict[FactName, Words] = Field(default_factory=dict)
    names: FactName | None = None
    """The fact that holds the number of the decision; none: any later record of this business."""
    of: FactName | None = None
    """The fact of the record to be repaired that holds that number; none: its own document number."""
    amount: FactName | None = None
    day: FactName | None = None
    """The fact that is the day; none: the record's own day."""


class Duty(Entry):
    """Something that the decision to be repaired asked of the business."""

    duty: Identifier
    title: Text
    owed: FactName | None = None
    """The fact that holds how much; none: it is owed always."""
    own_records: tuple[OwnRecord, ...] = ()
    paper: Text
    """What may be asked of the business, where no agency's record shows the duty performed."""
    basis: Citation | tuple[Citation, ...]


class Minimum(Entry):
    """A decision that says whether repair is possible, and from which day: one for each clock from which the law may count."""

    decision: FactName
    possible: FactName
    clock: FactName
    days: Annotated[dict[str, FactName], Field(min_length=1)]
    """The word of the clock → the output that is its day. Under any other word the question is open, and the earliest counts."""


class Later(Entry):
    """Whether a record of a kind was made after the one to be repaired."""

    kind: Identifier
    where: dict[FactName, Words] = Field(default_factory=dict)
    same: tuple[FactName, ...] = ()
    own_agency: bool = False


class Input(Entry):
    """Where an input of the decision comes from: one of these."""

    minimum: Minimum | None = None
    duties: tuple[Identifier, ...] | None = None
    committed: bool | None = None
    later: Later | None = None
    indicators: tuple[FactName, ...] | None = None
    record: Annotated[str, Field(pattern="^(event_date|valid_from|valid_to)$")] | None = None
    today: bool | None = None
    fact: FactName | None = None
    none: bool | None = None
    """True: the register cannot tell; an officer states it in the procedure."""

    @model_validator(mode="after")
    def _one(self) -> Input:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise wrong(f"one of {', '.join(type(self).model_fields)}", " and ".join(given) or "none")
        return self


class Commitment(Entry):
    """The record that the business's public commitment becomes.

    It does not say which record is to be repaired: what has ended must not be read from it afterwards.
    """

    kind: Identifier
    facts: dict[FactName, str | bool | int]
    untrue: dict[FactName, str | bool | int]
    """The facts that are otherwise once it was found untrue."""


class Repair(Entry):
    """The repair of the records of a kind by some agencies: which decision admits it, on what, by which procedure."""

    repair: Identifier
    title: Text
    kind: Identifier
    agencies: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    procedure: Identifier
    decision: FactName
    admits: Words
    inputs: Annotated[dict[FactName, Input], Field(min_length=1)]
    duties: tuple[Duty, ...] = ()
    commitment: Commitment | None = None
    note: str | Text | None = None

    def duty(self, name: str) -> Duty:
        """A duty by name. Raises KeyError."""
        return {one.duty: one for one in self.duties}[name]
