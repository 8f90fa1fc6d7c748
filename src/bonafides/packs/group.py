"""`groups` of `pack.yaml`: the groups of businesses by which a change of the law is looked at: region, size, kind, industry."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Entry, FactName, Identifier, Text
from bonafides.packs.wording import shown, wrong


class Characters(Entry):
    """Some characters of a text, counted from 1, both ends included."""

    first: int = Field(alias="from", ge=1)
    last: int = Field(alias="to", ge=1, le=240)

    @model_validator(mode="after")
    def _in_order(self) -> Characters:
        if self.last < self.first:
            raise wrong(f"a place not before `from` ({self.first})", shown(self.last), at=("to",))
        return self


class Group(Entry):
    """A way to divide the businesses: by an indicator or what every business has; by characters of it, or by bands of a number.

    `bands` are the limits between the bands, each the first number of the next one. `labels`: titles of values.
    """

    group: Identifier
    title: Text
    of: FactName
    characters: Characters | None = None
    bands: Annotated[tuple[int, ...], Field(min_length=1)] | None = None
    labels: dict[str, Text] = Field(default_factory=dict)
    note: str | Text | None = None

    @model_validator(mode="after")
    def _divides(self) -> Group:
        if self.characters is not None and self.bands is not None:
            raise wrong("either `characters` or `bands`", "both", "remove one", ("bands",))
        for index, (low, high) in enumerate(pairwise(self.bands or ())):
            if high <= low:
                raise wrong(f"a number above {low:,}, the limit before", shown(high), at=("bands", index + 1))
        return self


def duplicates(groups: tuple[Group, ...]) -> Iterator[int]:
    """The places of groups whose name another one before has."""
    seen: set[str] = set()
    for index, one in enumerate(groups):
        if one.group in seen:
            yield index
        seen.add(one.group)
