"""The frozen subjects of a draw: each a row with its salt, committed to as a leaf of a Merkle tree in the order of codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.tickets import plain
from bonafides.kernel.merkle.entries import SALT_BYTES, commitment
from bonafides.kernel.merkle.hashing import leaf_hash
from bonafides.kernel.merkle.tree import Tree

MOST_TICKETS = 1000


@dataclass(frozen=True, slots=True)
class Subject:
    """A business in the scope of a draw, as it was frozen. Never a natural person."""

    code: str
    stratum: str
    salt: bytes
    weight: int = 1
    excluded: str | None = None
    """The committed rule by which it is left out, such as a yearly cap that it has reached."""
    region: str | None = None
    """Where it lies; needed where officers are drawn too."""
    last_pair: tuple[str, ...] = ()
    """The numbers of the officers that inspected it last, sorted: they do not come again as they are."""

    def row(self) -> dict[str, Any]:
        """What is committed to under the salt; the fields of canonical JSON."""
        row: dict[str, Any] = {"code": self.code, "stratum": self.stratum, "weight": self.weight}
        if self.excluded:
            row["excluded"] = self.excluded
        if self.region:
            row["region"] = self.region
        if self.last_pair:
            row["last_pair"] = list(self.last_pair)
        return row

    def committed(self) -> bytes:
        return commitment(self.salt, self.row())

    def to_json(self) -> dict[str, Any]:
        return self.row() | {"salt": self.salt.hex()}

    @classmethod
    def of_json(cls, value: Any) -> Self:
        """Read a subject. Raises Refused, naming the member."""
        known = {"code", "stratum", "weight", "excluded", "region", "last_pair", "salt"}
        if not isinstance(value, dict) or (odd := set(value) - known):
            raise Refused(f"a subject has the members {', '.join(sorted(known))}; found {value!r:.80}" if not
                          isinstance(value, dict) else f"a subject has no member {sorted(odd)[0]}")  # fmt: skip
        try:
            code, stratum = plain(value["code"], "a code"), plain(value["stratum"], "a stratum")
            salt, weight = bytes.fromhex(value["salt"]), value.get("weight", 1)
            excluded, region = value.get("excluded"), value.get("region")
            last_pair = tuple(plain(one, "the number of an officer") for one in value.get("last_pair", ()))
        except (KeyError, TypeError, ValueError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(f"a subject has a code, a stratum and a salt in hex: {value!r:.80}") from error
        if type(weight) is not int or not 1 <= weight <= MOST_TICKETS:
            raise Refused(f"{code}: a weight is a whole number from 1 to {MOST_TICKETS}, not {weight!r}")
        if excluded is not None:
            plain(excluded, "the rule of an exclusion")
        if region is not None:
            plain(region, "a region")
        if list(last_pair) != sorted(set(last_pair)) or len(last_pair) == 1:
            raise Refused(f"{code}: the officers of the last visit are two at least, sorted, each once")
        if len(salt) < SALT_BYTES:
            raise Refused(f"{code}: a salt has at least {SALT_BYTES} bytes")
        return cls(code, stratum, salt, weight, excluded, region, last_pair)


class Frozen:
    """The subjects in the order of their codes, and the tree over their commitments."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self.subjects: Sequence[Subject] = sorted(subjects, key=lambda one: one.code)
        for one, after in zip(self.subjects, self.subjects[1:], strict=False):
            if one.code == after.code:
                raise Refused(f"{one.code} is in the list twice")
        self.tree = Tree()
        self.tree.append(one.committed() for one in self.subjects)
        self._places = {one.code: place for place, one in enumerate(self.subjects)}

    @property
    def root(self) -> bytes:
        return self.tree.root()

    def place(self, code: str) -> int:
        """Where a code stands. Raises Refused where it is not in the list."""
        if code not in self._places:
            raise Refused(f"{code} is not among the {len(self.subjects)} subjects of the draw")
        return self._places[code]


def leaf_of(subject: Subject) -> bytes:
    """The leaf hash of a subject in the tree."""
    return leaf_hash(subject.committed())
