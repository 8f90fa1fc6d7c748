"""Names in memory behind the same index of pairs, asked as `sharing.search` asks the database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from tests.registry import repository_pack

from bonafides.entities.names.asks import Ask, pairs_of
from bonafides.entities.names.fold import folded
from bonafides.entities.names.meets import EQUAL, SURE, Meets
from bonafides.entities.names.typed import Typed
from bonafides.entities.names.words import Words
from bonafides.sharing.name_words import words_of
from bonafides.sharing.search import FEW


@cache
def chinese_words() -> Words:
    file = repository_pack("cn").names_file
    assert file is not None
    return words_of([file])


class SmallRegister:
    def __init__(self, names: Iterable[str], words: Words) -> None:
        self.words, self.names = words, list(names)
        self.folded = [folded(name) for name in self.names]
        self.holders = defaultdict[str, set[int]](set)
        for number, name in enumerate(self.folded):
            for pair in pairs_of(f"\x02{name}\x03"):
                self.holders[pair].add(number)

    def search(self, text: str) -> list[str]:
        """The names found, best first."""
        typed = Typed(folded(text), self.words)
        hits: dict[int, Meets] = {}
        for number, name in enumerate(self.folded):
            if any(one in name for one in typed.writings) and (meets := typed.meets(name, similar=False)):
                hits[number] = meets
        sure = sum(one.place <= SURE for one in hits.values())
        if sure < FEW and not any(one.place == EQUAL for one in hits.values()):
            for number in {number for ask in typed.asks(mistyped=not sure) for number in self.asked(ask)} - set(hits):
                if meets := typed.meets(self.folded[number], similar=not sure):
                    hits[number] = meets
        order = sorted(
            (one.place, one.within, one.unlike, len(self.names[number]), number) for number, one in hits.items()
        )
        return [self.names[number] for *_, number in order]

    def asked(self, ask: Ask) -> set[int]:
        """Which names an ask finds."""
        found = set.intersection(*(self.holders[pair] for pair in ask.pairs))
        like = pattern(ask)
        return {number for number in found if like.fullmatch(self.folded[number])}


def pattern(ask: Ask) -> re.Pattern[str]:
    """LIKE's pattern as a regular expression."""
    told = re.sub(
        r"\\?.", lambda one: ".*" if one[0] == "%" else "." if one[0] == "_" else re.escape(one[0][-1]), ask.pattern
    )
    return re.compile(told, re.DOTALL)
