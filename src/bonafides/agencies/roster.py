"""A roster of officers: a CSV file, read whole or refused whole, each fault by row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from bonafides.acts.roles import POWERS, Role
from bonafides.kernel.identifiers.natural_person import find_in, mask

COLUMNS = (
    "number", "name", "roles", "fields", "regions", "certificate", "certificate_until", "capacity", "interests",
)  # fmt: skip
LONGEST_NUMBER, LONGEST_TEXT, MOST_VISITS = 40, 120, 100_000
_APPOINTABLE = [role.value for role in POWERS]


class RosterRefusedError(Exception):
    """A roster with faults: nothing of it was taken. The message names the row and column of each."""

    def __init__(self, faults: list[str]) -> None:
        shown = faults[:20] + ([f"and {len(faults) - 20} more"] if len(faults) > 20 else [])
        super().__init__("the roster was refused, nothing was changed:\n  " + "\n  ".join(shown))
        self.faults = faults


def fault(row: int, column: str, told: str) -> str:
    """A fault as it is told. Rows are counted under the header from 1; a natural person's number is never repeated."""
    return f"row {row}, column {column}: {mask(told)}"


def _text(value: str) -> str:
    if not value or len(value) > LONGEST_TEXT:
        raise ValueError(f"expected text of 1 to {LONGEST_TEXT} characters, came {len(value)}")
    return value


def _number(value: str) -> str:
    if not re.fullmatch(rf"[\w.-]{{1,{LONGEST_NUMBER}}}", value):
        raise ValueError(
            f"expected the officer's number, up to {LONGEST_NUMBER} letters, digits, dots and dashes, came {value!r}"
        )
    if find_in(value):
        raise ValueError("expected a number that the agency gave, came one of an identity document; give another")
    return value


def _list(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in value.replace("；", ";").split(";") if one.strip()))


def _roles(value: str) -> tuple[str, ...]:
    found = _list(value)
    if set(found) - set(_APPOINTABLE):
        raise ValueError(f"expected roles of {', '.join(_APPOINTABLE)}, with `;` between, or none, came {value!r}")
    return found


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        raise ValueError(f"expected a day such as 2027-06-30, or nothing, came {value!r}") from None


def _capacity(value: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", value or "0") or int(value or "0") > MOST_VISITS:
        raise ValueError(f"expected how many visits a draw, a whole number from 0 to {MOST_VISITS:,}, came {value!r}")
    return int(value or "0")


Listed = Annotated[tuple[str, ...], BeforeValidator(_list)]


class Line(BaseModel):
    """One officer of a roster."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[str, BeforeValidator(_number)]
    name: Annotated[str, BeforeValidator(_text)]
    roles: Annotated[tuple[Role, ...], BeforeValidator(_roles)]
    fields: Listed
    regions: Listed
    certificate: str
    certificate_until: Annotated[date | None, BeforeValidator(_day)]
    capacity: Annotated[int, BeforeValidator(_capacity)]
    interests: Listed

    def missing(self) -> Iterator[str]:
        """The columns that an inspector needs, and this one has not."""
        if Role.INSPECTOR in self.roles:
            yield from (one for one in ("fields", "regions", "certificate", "capacity") if not getattr(self, one))


@dataclass(frozen=True)
class Placed:
    """A line, and its row in the file."""

    row: int
    line: Line


def read_roster(content: bytes, known_fields: Collection[str] = ()) -> list[Placed]:
    """The officers of a roster, in UTF-8 or GB18030. Raises RosterRefusedError with every fault that there is.

    `known_fields`: those in which the pack says that officers of the agency may be qualified; none: whatever is written.
    """
    reader = csv.reader(io.StringIO(_decoded(content), newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    if sorted(header) != sorted(COLUMNS):
        raise RosterRefusedError([f"the header: expected the columns {', '.join(COLUMNS)}, came {', '.join(header)}"])
    found: list[Placed] = []
    faults: list[str] = []
    rows: dict[str, int] = {}
    for row, cells in enumerate(filter(any, reader), 1):
        read = _line(row, header, cells, known_fields)
        if isinstance(read, list):
            faults += read
        elif (first := rows.setdefault(read.number, row)) != row:
            faults.append(
                fault(row, "number", f"expected each officer once, {read.number!r} is in row {first} already")
            )
        else:
            found.append(Placed(row, read))
    if not found and not faults:
        faults.append("expected one officer or more under the header, came none")
    if faults:
        raise RosterRefusedError(faults)
    return found


def _line(row: int, header: list[str], cells: list[str], known_fields: Collection[str]) -> Line | list[str]:
    if len(cells) != len(header):
        return [f"row {row}: expected {len(header)} cells, came {len(cells)}: put text with a comma in quotes"]
    try:
        line = Line.model_validate({name: cell.strip() for name, cell in zip(header, cells, strict=True)})
    except ValidationError as error:
        return [fault(row, str(one["loc"][0]), one["msg"].removeprefix("Value error, ")) for one in error.errors()]
    faults = [fault(row, one, "expected it to be filled in for an inspector, came nothing") for one in line.missing()]
    if known_fields and (strange := [one for one in line.fields if one not in known_fields]):
        told = (
            f"expected fields that the pack has for this agency ({', '.join(known_fields)}), came {', '.join(strange)}"
        )
        faults.append(fault(row, "fields", told))
    return faults or line


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterRefusedError(["the file is neither UTF-8 nor GB18030: save it as CSV in UTF-8"])
