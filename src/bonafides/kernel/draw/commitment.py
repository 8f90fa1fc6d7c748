"""The commitment: everything that decides a draw but the seed, published before the seed can be known."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Self

from bonafides.kernel.canonical.one import canonical
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.tickets import VERSION, plain

WHOLE = 10_000
"""All of a stratum, in basis points."""


@dataclass(frozen=True)
class Stratum:
    """How many of a stratum are drawn: a ratio in basis points, at least the floor, at most the cap."""

    name: str
    size: int
    """Subjects of the stratum that are not excluded."""
    bp: int
    floor: int = 0
    cap: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.bp <= WHOLE:
            raise Refused(f"stratum {self.name}: a ratio is from 0 to {WHOLE} basis points, not {self.bp}")
        if self.size < 0 or self.floor < 0 or (self.cap is not None and self.cap < self.floor):
            raise Refused(f"stratum {self.name}: size and floor are not negative, and the cap is not below the floor")

    @property
    def quota(self) -> int:
        """Integers only: a float's ceiling picks wrongly for some sizes."""
        wanted = max((self.size * self.bp + WHOLE - 1) // WHOLE, self.floor)
        return min(wanted if self.cap is None else min(wanted, self.cap), self.size)

    def to_json(self) -> dict[str, Any]:
        value: dict[str, Any] = {"name": self.name, "size": self.size, "bp": self.bp, "floor": self.floor}
        return value | ({} if self.cap is None else {"cap": self.cap})


@dataclass(frozen=True)
class Commitment:
    """The public document. Its hash is a leaf of the ledger."""

    draw: str
    committed_at: datetime
    seed: Mapping[str, Any]
    """Where the seed will come from: `source` and what that source needs (`seeds`)."""
    subjects: int
    root: bytes
    strata: tuple[Stratum, ...]
    exclusions: Mapping[str, str] = field(default_factory=dict)
    """The rules by which a subject may be left out of the draw: name → text with its basis."""
    substitutions: Mapping[str, str] = field(default_factory=dict)
    """The reasons for which a drawn subject may be replaced from the reserve: name → text with its basis."""
    blinded: bool = False
    """Whether tickets hold the subject's salt, so that only who holds its opening can compute them."""
    officers: str | None = None
    """The hash (hex) of the officers' document, where officers are drawn too."""

    def to_json(self) -> dict[str, Any]:
        value: dict[str, Any] = {
            "version": VERSION,
            "draw": self.draw,
            "committed_at": format_time(self.committed_at),
            "seed": dict(self.seed),
            "subjects": {"size": self.subjects, "root": self.root.hex()},
            "strata": [stratum.to_json() for stratum in self.strata],
            "exclusions": dict(self.exclusions),
            "substitutions": dict(self.substitutions),
            "tickets": "blinded" if self.blinded else "open",
        }
        return value | ({"officers": self.officers} if self.officers else {})

    def to_bytes(self) -> bytes:
        return canonical(self.to_json())

    def hash(self) -> bytes:
        """SHA-256 of the document's canonical JSON."""
        return sha256(self.to_bytes()).digest()

    def stratum(self, name: str) -> Stratum:
        for one in self.strata:
            if one.name == name:
                return one
        raise Refused(f"the commitment has no stratum {name!r}; it has {', '.join(one.name for one in self.strata)}")

    @classmethod
    def of_json(cls, value: Any) -> Self:
        """Read a commitment. Raises Refused where a member is missing, odd or unknown: what is not understood is not checked."""
        if not isinstance(value, dict) or value.get("version") != VERSION:
            raise Refused(f"expected a commitment of version {VERSION}")
        read = json.loads(json.dumps(value))  # a copy that is JSON, whatever came
        try:
            found = cls(
                draw=plain(read["draw"], "the id of a draw"),
                committed_at=parse_time(read["committed_at"]),
                seed=read["seed"],
                subjects=_whole(read["subjects"]["size"]),
                root=bytes.fromhex(read["subjects"]["root"]),
                strata=tuple(_stratum(one) for one in read["strata"]),
                exclusions=_rules(read["exclusions"]),
                substitutions=_rules(read["substitutions"]),
                blinded={"open": False, "blinded": True}[read["tickets"]],
                officers=read.get("officers"),
            )
            same = canonical(read) == found.to_bytes()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(f"the commitment is not of the form of {VERSION}: {type(error).__name__} {error}") from error
        names = [one.name for one in found.strata]
        if not names or len(set(names)) < len(names):
            raise Refused("a commitment has one stratum at least, and each once")
        if not same:
            raise Refused("the commitment has members that this version does not know, or values in another form")
        return found


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise Refused(f"expected a whole number, found {value!r}")
    return value


def _stratum(value: Any) -> Stratum:
    cap = value.get("cap")
    name = plain(value["name"], "the name of a stratum")
    size, bp, floor = (_whole(value[member]) for member in ("size", "bp", "floor"))
    return Stratum(name, size, bp, floor, None if cap is None else _whole(cap))


def _rules(value: Any) -> dict[str, str]:
    check: Callable[[str, str], str] = plain
    return {check(name, "the name of a rule"): check(text, "the text of a rule") for name, text in value.items()}


def format_time(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_time(text: str) -> datetime:
    """Read what `format_time` writes. Raises ValueError for another form."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
