"""How well the search finds: by class of abbreviation and of typing error; and on labelled pairs of names in words."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from benchmarks.portal_names import CLASSES, ERRORS, Business

TEN = 10
Search = Callable[[str], Sequence[str]]
"""What was typed → the names found, in order."""


@dataclass
class Quality:
    """Of `asked` texts: how many had a right answer first, and among the first ten; likewise of those that name one business."""

    asked: int = 0
    first: int = 0
    ten: int = 0
    alone: int = 0
    alone_ten: int = 0
    missed: list[str] = field(default_factory=list, repr=False)

    def count(self, typed: str, right: set[str], found: Sequence[str]) -> None:
        hit = not right.isdisjoint(found[:TEN])
        self.asked += 1
        self.first += not right.isdisjoint(found[:1])
        self.ten += hit
        self.alone += len(right) == 1
        self.alone_ten += len(right) == 1 and hit
        if not hit:
            self.missed.append(typed)


def of_abbreviations(everyone: Sequence[Business], asked: int, search: Search) -> dict[str, Quality]:
    """Each class on so many businesses drawn by chance. Right is every business that is called so."""
    rng = random.Random(3)
    found = {}
    for name, shorten in CLASSES.items():
        drawn = {text: set[str]() for one in rng.sample(everyone, asked) if len(text := shorten(one)) > 1}
        for one in everyone:
            if (right := drawn.get(shorten(one))) is not None:
                right.add(one.name)
        found[name] = _asked(drawn.items(), search)
    return found


def of_errors(everyone: Sequence[Business], asked: int, search: Search) -> dict[str, Quality]:
    """Likewise each error, in place, brand and industry; right is every business that is called as it was before the error."""
    rng = random.Random(4)
    whole = CLASSES["place, brand, industry"]
    found = {}
    for name, mistype in ERRORS.items():
        drawn = {whole(one): set[str]() for one in rng.sample(everyone, asked)}
        for one in everyone:
            if (right := drawn.get(whole(one))) is not None:
                right.add(one.name)
        found[name] = _asked(((mistype(rng, text), right) for text, right in drawn.items()), search)
    return found


def _asked(texts: Iterable[tuple[str, set[str]]], search: Search) -> Quality:
    quality = Quality()
    for typed, right in texts:
        quality.count(typed, right, search(typed))
    return quality


@dataclass(frozen=True)
class Pair:
    """Two names, and whether people who know say that they mean one."""

    one: str
    other: str
    same: bool


def labelled() -> list[Pair]:
    """The pairs of `../shared/vectors/names`; none where that folder is absent."""
    shared = Path(os.environ.get("BONAFIDES_SHARED", Path(__file__).parents[2] / "shared"))
    path = shared / "vectors" / "names" / "name_bench_organisations.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Pair(row["name1"], row["name2"], row["is_match"] == "True") for row in csv.DictReader(file)]


def registered(pairs: Iterable[Pair]) -> list[str]:
    """The second names: the register in which the first ones are looked for."""
    return sorted({pair.other for pair in pairs})


def of_pairs(pairs: Sequence[Pair], search: Search) -> Quality:
    """The first name asked, the second right. A name that is in the register itself is not asked: it finds itself."""
    known = set(registered(pairs))
    return _asked(((pair.one, {pair.other}) for pair in pairs if pair.same and pair.one not in known), search)


def as_matcher(pairs: Sequence[Pair], score: Callable[[str, str], float], least: float) -> tuple[float, float]:
    """Precision and recall, where a score from `least` on says that two names mean one."""
    said = [pair.same for pair in pairs if score(pair.one, pair.other) >= least]
    return sum(said) / max(len(said), 1), sum(said) / max(sum(pair.same for pair in pairs), 1)


class Named(Protocol):
    """A business that was found."""

    @property
    def name(self) -> str: ...


def names_found(search: Callable[..., Sequence[Named]]) -> Search:
    """The search as the register has it, as names."""
    return partial(_names, search)


def _names(search: Callable[..., Sequence[Named]], typed: str) -> list[str]:
    return [one.name for one in search(typed, limit=TEN)]
