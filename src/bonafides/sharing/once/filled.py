"""A form as it was filled: for each item what came of it, from whom, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NoReturn

from bonafides.kernel.canonical.one import canonical
from bonafides.packs.form import Form, FormItem
from bonafides.packs.pack import Pack


class Outcome(StrEnum):
    """What came of an item. Known to be empty and not to be had are different things: only the first says something."""

    VALUE = "value"
    KNOWN_EMPTY = "known-empty"
    UNAVAILABLE = "unavailable"
    TO_BE_ASKED = "to-be-asked"


class Why(StrEnum):
    """Why what an agency holds is not to be had just now."""

    NEVER_REPORTED = "never-reported"
    SUSPENDED = "suspended"
    ERASED = "erased"
    NOT_DECIDED = "not-decided"
    NOT_DISCLOSED = "not-disclosed"


@dataclass(frozen=True)
class FilledItem:
    """One item. `value` is a fact's, or yes and no for a criterion. `agencies`: who holds it.

    `ref`, `of`: the record and its day, of a fact. `records`: the numbers of the records that it rests on: for a contest by the
    business, never told to who asks. `slipped`: it is asked though an agency holds it.
    """

    form_item: FormItem
    outcome: Outcome
    value: Any = None
    agencies: tuple[str, ...] = ()
    ref: str = ""
    of: date | None = None
    reported: datetime | None = None
    why: Why | None = None
    disputed: bool = False
    slipped: bool = False
    records: tuple[int, ...] = field(default=(), repr=False)

    @property
    def item(self) -> str:
        return self.form_item.item

    @property
    def prefilled(self) -> bool:
        """Whether the business need not be asked: an agency gave a value, or knows that there is none."""
        return self.outcome in (Outcome.VALUE, Outcome.KNOWN_EMPTY)

    def as_json(self) -> dict[str, Any]:
        """For programs. Of a criterion no record is named: yes or no is all that leaves."""
        told: dict[str, Any] = {
            "item": self.item, "title": self.form_item.title, "source": self.form_item.source, "outcome": str(self.outcome),
            "agencies": list(self.agencies),
        }  # fmt: skip
        if self.outcome is Outcome.VALUE:
            told["value"] = self.value
        if self.ref:
            told |= {"record": self.ref, "of": self.of.isoformat() if self.of else None}
        if self.reported is not None:
            told["reported"] = self.reported.isoformat()
        if self.why is not None:
            told["why"] = str(self.why)
        return told | {"disputed": self.disputed}


@dataclass(frozen=True)
class FilledForm:
    """A form filled for one business at a moment, in the order of its items."""

    pack: Pack
    form: Form
    entity: int
    scheme: str
    code: str
    at: datetime
    items: tuple[FilledItem, ...]

    @property
    def prefilled(self) -> int:
        """How many items need not be asked."""
        return sum(one.prefilled for one in self.items)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies from which something was read, each once."""
        return tuple(dict.fromkeys(each for one in self.items if one.prefilled for each in one.agencies))

    def item(self, name: str) -> FilledItem:
        """The item of that name. Raises KeyError."""
        return next((one for one in self.items if one.item == name), None) or _no_item(self.form, name)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "form": self.form.form, "pack": self.pack.name, "agency": self.form.agency, "title": self.form.title,
            "matter": self.form.matter, "scheme": self.scheme, "code": self.code, "at": self.at.isoformat(),
            "items": [one.as_json() for one in self.items], "prefilled": self.prefilled,
            "of": len(self.items), "agencies": list(self.agencies),
        }  # fmt: skip

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON: what an application that rests on it can name."""
        return sha256(canonical(self.as_json())).hexdigest()


def _no_item(form: Form, name: str) -> NoReturn:
    known = ", ".join(one.item for one in form.items)
    raise KeyError(f"expected an item of form `{form.form}` ({known}), came `{name}`")
