"""The officers' document: who may be sent, frozen before the seed. What is an officer's own affair stands in it salted.

Number, fields and regions stand open, so that anybody can check that whoever was sent was listed and had the field and
the region. Capacity and recusals stand as a salted commitment, which only an auditor's bundle opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from bonafides.kernel.canonical.one import canonical
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.officers import PER_BUSINESS, Officer
from bonafides.kernel.draw.tickets import plain
from bonafides.kernel.merkle.entries import SALT_BYTES, commitment

FORM = "bonafides-draw-officers-v1"
MOST_EACH, MOST_VISITS = 100, 1_000_000
_ROW = {"number", "fields", "regions", "withheld"}
_OPENED = {"number", "capacity", "recused", "salt"}


@dataclass(frozen=True)
class Row:
    """An officer as the document lists it."""

    number: str
    fields: frozenset[str]
    regions: frozenset[str]
    withheld: bytes
    """The salted commitment to capacity and recusals."""

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "fields": sorted(self.fields),
            "regions": sorted(self.regions),
            "withheld": self.withheld.hex(),
        }


@dataclass(frozen=True)
class Roster:
    """The document. Its hash is in the draw's commitment."""

    field: str
    """The field of the item: every visit of the draw needs it."""
    each: int
    """How many officers inspect each business."""
    rows: Sequence[Row]
    """In the order of the numbers."""

    def to_json(self) -> dict[str, Any]:
        listed = [row.to_json() for row in self.rows]
        return {"form": FORM, "field": self.field, "each": self.each, "officers": listed}

    def hash(self) -> str:
        """SHA-256 of the document's canonical JSON, in hexadecimal."""
        return sha256(canonical(self.to_json())).hexdigest()

    @classmethod
    def of_json(cls, value: Any) -> Self:
        """Read the document. Raises Refused where a member is missing, odd or unknown."""
        if not isinstance(value, dict) or value.get("form") != FORM:
            raise Refused(f"expected a document of officers of the form {FORM}")
        try:
            found = cls(plain(value["field"], "a field"), value["each"], tuple(map(_row, value["officers"])))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(
                f"the document of officers is not of the form {FORM}: {type(error).__name__} {error}"
            ) from error
        if set(value) != {"form", "field", "each", "officers"}:
            raise Refused(
                f"a document of officers has form, field, each and officers; found {', '.join(sorted(value))}"
            )
        if type(found.each) is not int or not PER_BUSINESS <= found.each <= MOST_EACH:
            raise Refused(f"from {PER_BUSINESS} to {MOST_EACH} officers inspect a business, not {found.each!r}")
        numbers = [row.number for row in found.rows]
        if numbers != sorted(set(numbers)):
            raise Refused("the officers stand in the order of their numbers, each once")
        return found


def _row(value: Any) -> Row:
    if set(value) != _ROW:
        raise Refused(f"an officer is listed with {', '.join(sorted(_ROW))}; found {', '.join(sorted(value))}")
    row = Row(
        plain(value["number"], "the number of an officer"),
        frozenset(plain(one, "a field") for one in value["fields"]),
        frozenset(plain(one, "a region") for one in value["regions"]),
        bytes.fromhex(value["withheld"]),
    )
    if row.to_json() != value:
        raise Refused(f"officer {row.number}: fields and regions stand sorted, each once, and hashes in small letters")
    return row


@dataclass(frozen=True)
class Team:
    """The officers with all that decides: what is frozen at the commitment, and what an auditor's bundle opens."""

    field: str
    each: int
    officers: tuple[Officer, ...]

    @classmethod
    def of(cls, field: str, each: int, officers: Iterable[Officer]) -> Self:
        """Raises Refused for an officer given twice, an odd text, a short salt or a capacity that is none."""
        found = cls(plain(field, "a field"), each, tuple(sorted(officers, key=lambda one: one.number)))
        for one in found.officers:
            _check(one)
        Roster.of_json(found.roster().to_json())
        return found

    def roster(self) -> Roster:
        """The document."""
        rows = [Row(one.number, one.fields, one.regions, commitment(one.salt, _withheld(one))) for one in self.officers]
        return Roster(self.field, self.each, tuple(rows))

    def hash(self) -> str:
        """What the draw's commitment holds of the document."""
        return self.roster().hash()

    def opened(self) -> list[dict[str, Any]]:
        """What the auditor's bundle carries beside the document."""
        return [_withheld(one) | {"salt": one.salt.hex()} for one in self.officers]

    @classmethod
    def open(cls, roster: Roster, opened: Any) -> Self:
        """The officers from the document and what opens it. Raises Refused where they do not belong together."""
        if not isinstance(opened, list) or len(opened) != len(roster.rows):
            raise Refused(f"the document lists {len(roster.rows)} officers; as many are opened, in its order")
        officers = tuple(map(_open, roster.rows, opened))
        return cls(roster.field, roster.each, officers)


def _withheld(officer: Officer) -> dict[str, Any]:
    return {"number": officer.number, "capacity": officer.capacity, "recused": sorted(officer.recused)}


def _open(row: Row, value: Any) -> Officer:
    try:
        if set(value) != _OPENED or type(value["capacity"]) is not int:
            raise Refused(f"an officer is opened with {', '.join(sorted(_OPENED))}; found {value!r:.80}")
        recused = frozenset(plain(code, "a code") for code in value["recused"])
        salt = bytes.fromhex(value["salt"])
        one = Officer(row.number, row.fields, row.regions, value["capacity"], recused, salt)
        _check(one)
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(f"officer {row.number}: capacity, recusals and salt are of another form ({error})") from error
    if value != _withheld(one) | {"salt": salt.hex()} or commitment(salt, _withheld(one)) != row.withheld:
        raise Refused(f"officer {row.number}: capacity, recusals or salt are not those that were frozen")
    return one


def _check(one: Officer) -> None:
    if not 0 <= one.capacity <= MOST_VISITS:
        raise Refused(f"officer {one.number}: a capacity is from 0 to {MOST_VISITS} visits, not {one.capacity}")
    if len(one.salt) < SALT_BYTES:
        raise Refused(f"officer {one.number}: a salt has at least {SALT_BYTES} bytes")
