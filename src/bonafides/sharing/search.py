"""Businesses by name or former name: as it stands in the register, as people shorten it, and as they mistype it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from bonafides.entities.names.asks import escaped
from bonafides.entities.names.fold import folded
from bonafides.entities.names.meets import EQUAL, SIMILAR, SURE, Meets
from bonafides.entities.names.typed import Typed
from bonafides.kernel.identifiers.corporate_forms import other_writings
from bonafides.kernel.identifiers.natural_person import find_in
from bonafides.sharing.name_words import NamesHere, names_here
from bonafides.sharing.publicity import Audience
from bonafides.sharing.search_sql import statements

SHORTEST, LONGEST = 2, 100
CANDIDATES = 2_000  # a pair of characters that half the register shares is not ranked to the last
RANKED = 300  # names that are compared with what was typed, one by one
LOOKED, TAKEN = 3_000, 100  # of one ask for names that may have been meant: looked at, and kept
FEW = 10  # with fewer that surely hold it, abbreviations are looked for as well; with none, also what was mistyped
_SQL_FOR = {audience: statements(audience) for audience in (Audience.PUBLIC, Audience.OPERATOR)}


class SearchRefusedError(ValueError):
    """A query that cannot be searched for; the message says what can, and does not repeat it."""


@dataclass(frozen=True)
class Found:
    """One business: `name` is the one that was found, `former` where it bears it no longer.

    `current_name` is its registered one, or the one it has; `language` is of that. `match` says how the name meets what was
    typed; `ended`, that the business is no longer in business.
    """

    scheme: str
    code: str
    kind: str
    name: str
    use: str
    former: bool
    current_name: str
    language: str
    match: str
    ended: bool

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class _Hit:
    """A name that meets what was typed."""

    entity: int
    name: str
    folded: str
    use: str
    meets: Meets

    @property
    def order(self) -> tuple[float, ...]:
        return (self.meets.place, self.meets.within)


def search_by_name(query: str, *, limit: int = 20, audience: Audience = Audience.PUBLIC) -> list[Found]:
    """The businesses that `query` names: equal, beginning with it, by the brand, holding it; then abbreviated or similar."""
    text = folded(query)
    if not SHORTEST <= len(text) <= LONGEST or not text.isprintable():
        raise SearchRefusedError(f"expected {SHORTEST} to {LONGEST} characters of a name")
    if find_in(query) or find_in(text):
        raise SearchRefusedError("expected a name of a business; natural persons are no subjects of this register")
    here = names_here()
    typed = Typed(text, here.words)
    holding, meant, told = _SQL_FOR[audience]
    hits = _best(_met(typed, _rows(holding, _holding_values(typed))))
    sure = sum(hit.meets.place <= SURE for hit in hits)
    equal = any(hit.meets.place == EQUAL for hit in hits)
    if sure < FEW and not equal and (asks := typed.asks(mistyped=not sure)):
        values: dict[str, Any] = {
            "pairs": ["\x1f".join(ask.pairs) for ask in asks], "patterns": [ask.pattern for ask in asks],
            "looked": LOOKED, "taken": TAKEN, "ranked": RANKED * 2, "today": timezone.localdate(),
        }  # fmt: skip
        hits = _meant([*hits, *_met(typed, _rows(meant, values), similar=not sure)])
    return _told(hits[: limit * 2 + FEW], told, here)[:limit]


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _holding_values(typed: Typed) -> dict[str, Any]:
    """The name as typed, in the other script, and with its legal form written the other way (株式会社, （株）)."""
    asked = list(dict.fromkeys(one for text in typed.writings for one in (text, *other_writings(text))))
    return {
        "folded": asked, "patterns": [f"%{escaped(one)}%" for one in asked],
        "prefixes": [f"{escaped(one)}%" for one in asked],
        "candidates": CANDIDATES, "ranked": RANKED, "today": timezone.localdate(),
    }  # fmt: skip


def _met(typed: Typed, rows: Iterable[tuple[Any, ...]], *, similar: bool = False) -> list[_Hit]:
    met = ((row, typed.meets(row[1], similar=similar)) for row in rows)
    return [_Hit(row[0], row[2], row[1], row[3], meets) for row, meets in met if meets is not None]


def _meant(hits: Iterable[_Hit]) -> list[_Hit]:
    """The best of each business; where a name is equal nobody need guess, and what is only similar is left out."""
    found = _best(hits)
    equal = any(hit.meets.place == EQUAL for hit in found)
    return [hit for hit in found if hit.meets.place != SIMILAR] if equal else found


def _best(hits: Iterable[_Hit]) -> list[_Hit]:
    """Of each business the name that meets it best, in order."""
    found: dict[int, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: (*hit.order, hit.meets.unlike, len(hit.folded), hit.folded, hit.entity)):
        found.setdefault(hit.entity, hit)
    return list(found.values())


def _told(hits: list[_Hit], sql: str, here: NamesHere) -> list[Found]:
    """What is told of each; among those that meet it alike, names that are borne come first, and who is in business."""
    if not hits:
        return []
    packs, kinds, facts, endings = zip(*here.ended, strict=True) if here.ended else ((), (), (), ())
    values = {
        "entities": [hit.entity for hit in hits], "packs": list(packs), "kinds": list(kinds), "facts": list(facts),
        "endings": ["\x1f".join(of) for of in endings], "today": timezone.localdate(),
    }  # fmt: skip
    told = {row[0]: row[1:] for row in _rows(sql, values)}
    found = []
    for place, hit in enumerate(hits):
        if hit.entity not in told:
            continue
        scheme, code, kind, current, use, language, ended = told[hit.entity]
        former = hit.use == use and hit.name != current
        one = Found(scheme, code, kind, hit.name, hit.use, former, current, language, hit.meets.match, ended)
        found.append(((*hit.order, former, ended, place), one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]
