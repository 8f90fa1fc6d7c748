"""`parameters.yaml`: values that the law leaves open or that differ by place, with the dates on which each was in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Citation, Entry, FactName, InForce, Mark, Text
from bonafides.packs.wording import shown, wrong

Given = bool | int | str | date
_TYPES: dict[str, tuple[type, str]] = {
    "number": (int, "a whole number, or a decimal in quotes such as \"0.30\""),
    "string": (str, "text"),
    "boolean": (bool, "true or false"),
    "date": (date, "a day such as 2021-09-01, without quotes"),
}  # fmt: skip


class ParameterValue(Entry):
    """A value, the days on which it is in force, and how sure we are of it."""

    value: Given
    in_force: InForce
    mark: Mark
    basis: Citation | tuple[Citation, ...] = ()
    source: str | Text | None = None
    note: str | Text | None = None


class Parameter(Entry):
    """A named value of the pack. Decision tables and windows know it by its name."""

    parameter: FactName
    title: Text
    type: Literal["number", "string", "boolean", "date"]
    unit: str | None = None
    values: Annotated[tuple[ParameterValue, ...], Field(min_length=1)]
    note: str | Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Parameter:
        for index, one in enumerate(self.values):
            if exact(self.type, one.value) is None:
                expected = f"{_TYPES[self.type][1]}, as the type is `{self.type}`"
                raise wrong(expected, shown(one.value), at=("values", index, "value"))
        own = sorted((one.in_force.since, index) for index, one in enumerate(self.values))
        for (_, earlier), (start, later) in pairwise(own):
            end = self.values[earlier].in_force.until
            if end is None or start < end:
                mend = f"end the one of {self.values[earlier].in_force.since} by `to: {start}`"
                raise wrong("one value in force on any day", f"two on {start}", mend, ("values", later, "in_force"))
        return self

    def on(self, day: date) -> ParameterValue | None:
        """The value in force on a day."""
        return next((one for one in self.values if one.in_force.covers(day)), None)


def exact(kind: str, value: object) -> bool | Decimal | str | date | None:
    """A value as FEEL holds it (numbers as `Decimal`); None where it is not of that type."""
    if kind != "number":
        return value if type(value) is _TYPES[kind][0] else None  # type: ignore[return-value]  # one of those types
    if type(value) is int:
        return Decimal(value)
    try:
        number = Decimal(value) if type(value) is str else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None
