"""The values of FEEL, as Python holds them: exact, immutable, and each FEEL type its own Python type.

| FEEL | Python |
|---|---|
| null | `None` |
| boolean | `bool` |
| number | `decimal.Decimal`, 34 digits (decimal128); never `float`, never `int` |
| string | `str` |
| date | `datetime.date` |
| time | `datetime.time` |
| date and time | `datetime.datetime` |
| days and time duration | `datetime.timedelta` |
| years and months duration | `YearsMonths` |
| range | `Range` |
| list | `tuple` |
| context | `dict` from name to value, in the order of its entries |

`datetime.datetime` is a `datetime.date` and `bool` an `int` to Python; `types.type_of` keeps them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A duration in whole months, possibly negative: one year and two months is `YearsMonths(14)`."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        sign = "-" if self.months < 0 else ""
        told = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return f"{sign}P{told}"


@dataclass(frozen=True, slots=True)
class Range:
    """What lies between two values of one type; an end that is None is open to that side."""

    low: Scalar
    high: Scalar
    low_included: bool
    high_included: bool


Scalar = None | bool | Decimal | str | date | time | datetime | timedelta | YearsMonths
Value = Scalar | Range | tuple["Value", ...] | Mapping[str, "Value"]
