"""`pledges/NAME.yaml`: an item that an agency may open to pledges (告知承诺制), and all that an applicant is told of it.

The law is in the decisions and in the procedure. Here is what differs from item to item: why none of the grounds of exclusion is
touched, the conditions, the papers and which of them may be promised, duties, consequences, and what becomes a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Text, Words
from bonafides.packs.wording import Path, wrong

Basis = Citation | tuple[Citation, ...]


class Ground(Entry):
    """Whether an item touches a ground of exclusion, and why it is said so. It is published: whoever disagrees can say so."""

    touches: bool
    because: Text


class Exclusion(Entry):
    """The decision that says whether the item is excluded, and the answer to each ground that it asks."""

    decision: FactName
    grounds: Annotated[dict[FactName, Ground], Field(min_length=1)]


class Condition(Entry):
    """What the applicant must meet, and by which standard it is verified afterwards."""

    condition: Identifier
    title: Text
    verify: Text
    basis: Basis


class Paper(Entry):
    """A paper that the application needs; `promisable`: whether it may be promised by a day."""

    paper: Identifier
    title: Text
    promisable: bool
    basis: Basis


class Told(Entry):
    """A duty, or a consequence, in plain words."""

    text: Text
    basis: Basis


class Limit(Entry):
    """The decision that says how long, asked for a step, and its input that is the day from which it counts."""

    decision: FactName
    step: str
    day: FactName


class Verification(Entry):
    """The decision that says how pledges of this item are verified, the risk of the item that it is given, and until when."""

    decision: FactName
    risk: str
    within: Limit


class Ordinary(Entry):
    """The ordinary procedure, and what its opening is told of an application for this item."""

    procedure: Identifier
    fields: dict[FactName, str | bool | int] = Field(default_factory=dict)


class Licence(Entry):
    """The record that the approval becomes; `number`, `by_pledge`: the facts that number it, and tell that it was pledged for."""

    kind: Identifier
    facts: dict[FactName, str | bool | int]
    number: FactName
    by_pledge: FactName


class Commitment(Entry):
    """The record that the pledge becomes, and which of its facts tell the outcome."""

    kind: Identifier
    facts: dict[FactName, str | bool | int]
    outcome: FactName
    pending: str
    found: FactName | None = None
    due: FactName | None = None
    version: FactName | None = None


class PledgeItem(Entry):
    """An item that may be had by a pledge. `version`: of the conditions told; a pledge names the one that it is about."""

    item: Identifier
    version: Annotated[Words, Field(max_length=60)]
    title: Text
    agency: Identifier
    in_force: InForce
    basis: Annotated[tuple[Citation, ...], Field(min_length=1)]
    procedure: Identifier
    ordinary: Ordinary
    """For whoever will not or cannot pledge."""
    points: tuple[str, ...] = ()
    """The decision points at which nothing may stand against the business when it is approved."""
    form: Identifier | None = None
    excluded: Exclusion
    conditions: Annotated[tuple[Condition, ...], Field(min_length=1)]
    papers: tuple[Paper, ...] = ()
    promised_within: Limit
    """The longest time for which a missing paper may be promised."""
    duties: Annotated[tuple[Told, ...], Field(min_length=1)]
    consequences: Annotated[tuple[Told, ...], Field(min_length=1)]
    verification: Verification
    licence: Licence
    commitment: Commitment
    note: str | Text | None = None

    @model_validator(mode="after")
    def _each_once(self) -> PledgeItem:
        for word, key in (("conditions", "condition"), ("papers", "paper")):
            names = [getattr(one, key) for one in getattr(self, word)]
            for index, name in enumerate(names):
                if name in names[:index]:
                    raise wrong(
                        f"each {key} once", f"`{name}` a second time", "rename or remove one", (word, index, key)
                    )
        return self

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Every text that people read, with its place."""
        yield ("title",), self.title
        for name, ground in self.excluded.grounds.items():
            yield ("excluded", "grounds", name, "because"), ground.because
        for index, condition in enumerate(self.conditions):
            yield ("conditions", index, "title"), condition.title
            yield ("conditions", index, "verify"), condition.verify
        for index, paper in enumerate(self.papers):
            yield ("papers", index, "title"), paper.title
        for word in ("duties", "consequences"):
            for index, told in enumerate(getattr(self, word)):
                yield (word, index, "text"), told.text

    def citations(self) -> Iterator[tuple[Path, Basis]]:
        """All that it cites, with the place."""
        yield ("basis",), self.basis
        for word in ("conditions", "papers", "duties", "consequences"):
            for index, one in enumerate(getattr(self, word)):
                yield (word, index, "basis"), one.basis
