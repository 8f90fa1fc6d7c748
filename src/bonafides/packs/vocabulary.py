"""The words that every file of a pack shares: texts, periods in force, marks of certainty, citations."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bonafides.packs.wording import shown, wrong


def _identifier(word: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", word):
        raise wrong("a name in small letters, digits and hyphens, such as `tax-arrears`", shown(word))
    return word


def _fact_name(word: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", word):
        raise wrong("a name in small letters, digits and `_`, such as `penalty_types`", shown(word))
    return word


Identifier = Annotated[str, StringConstraints(max_length=60), AfterValidator(_identifier)]
FactName = Annotated[str, StringConstraints(max_length=60), AfterValidator(_fact_name)]
Mark = Literal["verified", "mirror", "inferred", "memory"]
SubjectKind = Literal["enterprise", "sole-trader", "cooperative", "organisation"]
Rank = Literal[
    "law", "regulation", "central-policy", "departmental-rule", "local-regulation", "policy", "judicial", "standard", "own",
]  # fmt: skip
"""What an instrument is: what a measure must rest on is said by such ranks, not by titles."""
Words = Annotated[str, StringConstraints(min_length=1)]
Text = dict[str, Words]


class Entry(BaseModel):
    """Whatever a pack says: nothing unknown is accepted, nothing is converted, nothing is changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class InForce(Entry):
    """The dates between which something held: `from` included, `to` excluded (none: still in force)."""

    since: date = Field(alias="from")
    until: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> InForce:
        if self.until is not None and self.until <= self.since:
            raise wrong(f"a day later than `from` ({self.since})", shown(self.until), at=("to",))
        return self

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Citation(Entry):
    """An article of an instrument that `instruments.yaml` holds."""

    instrument: str
    article: str | None = None
    mark: Mark
    note: str | Text | None = None


class Instrument(Entry):
    """A law, regulation, rule or policy document."""

    id: str
    title: Text
    issuer: Text | str
    number: str | None = None
    rank: Rank | None = None
    in_force: InForce
    mark: Mark
    note: str | Text | None = None


class InspectionField(Entry):
    """What an officer is qualified to inspect."""

    field: Identifier
    title: Text


def _agency(word: str) -> str:
    if word in ("operator", "business"):
        raise wrong(
            "another name than those of whoever runs an installation and of a business that acts itself: no agency bears them",
            shown(word),
        )
    return word


class Agency(Entry):
    """A body that submits records, decides or inspects; `fields`: those in which its officers may be qualified."""

    id: Annotated[Identifier, AfterValidator(_agency)]
    title: Text
    fields: tuple[InspectionField, ...] = ()
    note: str | Text | None = None

    @model_validator(mode="after")
    def _each_field_once(self) -> Agency:
        names = [one.field for one in self.fields]
        for index, name in enumerate(names):
            if name in names[:index]:
                at = ("fields", index, "field")
                raise wrong("each field once", f"`{name}` a second time", "rename or remove one", at)
        return self
