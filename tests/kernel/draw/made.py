"""A small made-up draw, the same every time: what the test vectors of the reference are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from bonafides.kernel.draw.commitment import Commitment, Stratum
from bonafides.kernel.draw.officers import Officer
from bonafides.kernel.draw.roster import Team
from bonafides.kernel.draw.seeds.ceremony import promise
from bonafides.kernel.draw.subjects import Frozen, Subject

DRAW = "990000-2026-07-example"
QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
SOURCE: dict[str, Any] = {"source": "drand", "chain": QUICKNET, "round": 1000}
# Round 1000 of quicknet, as drand published it.
EVIDENCE: dict[str, Any] = {
    "round": 1000,
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
}
SEED = bytes.fromhex("fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd")
BEFORE = datetime(2023, 8, 23, 15, 0, tzinfo=UTC)
CAP = {"yearly-cap": "the yearly cap of visits is reached"}
GONE = {"deregistered": "the business was struck off before the visit"}


def salt(code: str) -> bytes:
    return sha256(f"salt of {code}".encode()).digest()[:16]


def subjects(sizes: dict[str, int]) -> list[Subject]:
    """Subjects s-001, s-002 … stratum by stratum; salts made from their codes."""
    names = [name for name, size in sizes.items() for _ in range(size)]
    codes = [f"s-{number:03}" for number in range(1, len(names) + 1)]
    return [Subject(code, name, salt(code)) for code, name in zip(codes, names, strict=True)]


def placed(of: list[Subject], regions: str = "ns") -> list[Subject]:
    """The same, each in a region, in turn."""
    return [replace(one, region=regions[place % len(regions)]) for place, one in enumerate(of)]


def team(numbers: int = 6, recused: dict[str, set[str]] | None = None, **more: Any) -> Team:
    """Officers o-1, o-2 … for food in the regions n and s; salts made from their numbers."""
    officers = [
        Officer(number, frozenset({"food"}), frozenset("ns"), more.get("capacity", 9),
                frozenset((recused or {}).get(number, ())), salt(number))
        for number in (f"o-{place}" for place in range(1, numbers + 1))
    ]  # fmt: skip
    return Team.of("food", more.get("each", 2), officers)


def commitment(of: list[Subject], ratios: dict[str, int], **more: Any) -> Commitment:
    inside = [one for one in of if one.excluded is None]
    strata = tuple(
        Stratum(name, sum(one.stratum == name for one in inside), bp, **more.pop(name, {}))
        for name, bp in ratios.items()
    )
    given = {"draw": DRAW, "committed_at": BEFORE, "seed": SOURCE, "exclusions": CAP, "substitutions": GONE} | more
    return Commitment(subjects=len(of), root=Frozen(of).root, strata=strata, **given)


NUMBERS = {"agency": b"\x01" * 32, "trade association": b"\x02" * 32}


def ceremony(draw: str = DRAW) -> tuple[dict[str, Any], dict[str, Any]]:
    """A ceremony's source and evidence."""
    parties = {name: promise(draw, name, number).hex() for name, number in NUMBERS.items()}
    return {"source": "ceremony", "parties": parties}, {"numbers": {name: one.hex() for name, one in NUMBERS.items()}}
