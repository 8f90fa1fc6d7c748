"""Officers for the drawn: least-loaded random serial dictatorship by pair hash, under constraints. Deterministic.

    pair = SHA-256(key LF code LF officer LF "officer" LF)

Businesses choose one after another, those with the fewest officers to choose from first, ties by ticket order (the order
in which they are given). Each takes, of the officers that may inspect it and have room, those with the least load, ties by
pair hash: the first leads. An officer's load counts only this draw, so nobody can be steered to by work already done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from bonafides.kernel.draw.errors import Refused

PER_BUSINESS = 2


@dataclass(frozen=True)
class Officer:
    """An officer by number, never by name: what it may inspect, where, how many at most, and whom it is recused from."""

    number: str
    fields: frozenset[str]
    regions: frozenset[str]
    capacity: int
    recused: frozenset[str] = frozenset()
    """Codes of businesses in which it has an interest or a relation."""


@dataclass(frozen=True)
class Visit:
    """A drawn business: the field of the item, its region, and the pair that inspected it last."""

    code: str
    field: str
    region: str
    last_pair: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Unserved:
    """A business without officers, and how many officers each constraint took away, the first that applied."""

    code: str
    reasons: Mapping[str, int]


@dataclass(frozen=True)
class Assignment:
    """Lead and second per business, and those that nobody may inspect: reported, never dropped."""

    pairs: Mapping[str, tuple[str, ...]]
    unserved: Sequence[Unserved] = field(default=())


def assign(key: bytes, visits: Sequence[Visit], officers: Iterable[Officer], each: int = PER_BUSINESS) -> Assignment:
    """Assign `each` officers to every visit that can have them; `key` is the draw's ticket key.

    The visits come in ticket order; the order of officers is irrelevant. Raises Refused for an officer or a business
    given twice, or fewer than two for a visit.
    """
    known = sorted(officers, key=lambda one: one.number)
    if len({one.number for one in known}) < len(known) or len({one.code for one in visits}) < len(visits):
        raise Refused("each officer and each business is given once")
    if each < PER_BUSINESS:
        raise Refused(f"{PER_BUSINESS} officers at least inspect a business, not {each}")
    fit: dict[tuple[str, str], list[Officer]] = {}
    for visit in visits:
        place = (visit.field, visit.region)
        if place not in fit:
            fit[place] = [one for one in known if visit.field in one.fields and visit.region in one.regions]
    order = sorted(range(len(visits)), key=lambda at: (len(fit[visits[at].field, visits[at].region]), at))
    load: Counter[str] = Counter()
    pairs: dict[str, tuple[str, ...]] = {}
    unserved = []
    for at in order:
        visit = visits[at]
        chosen = _choose(key, visit, fit[visit.field, visit.region], load, each)
        if chosen is None:
            unserved.append(Unserved(visit.code, _reasons(visit, known, load)))
            continue
        pairs[visit.code] = chosen
        load.update(chosen)
    return Assignment({visit.code: pairs[visit.code] for visit in visits if visit.code in pairs}, tuple(unserved))


def _choose(key: bytes, visit: Visit, fit: Sequence[Officer], load: Counter[str], each: int) -> tuple[str, ...] | None:
    free = [one for one in fit if load[one.number] < one.capacity and visit.code not in one.recused]
    if len(free) < each:
        return None
    # Only those of the lowest loads can be chosen; one more is kept against the pair that came last time.
    limit = sorted(load[one.number] for one in free)[: each + 1][-1]
    ranked = sorted(
        (load[one.number], pair_hash(key, visit.code, one.number), one.number)
        for one in free
        if load[one.number] <= limit
    )
    chosen = [number for _, _, number in ranked[:each]]
    if visit.last_pair and visit.last_pair <= set(chosen):
        # The last chosen of the old pair gives way to the next officer.
        if len(ranked) == each:
            return None
        old = max(place for place, number in enumerate(chosen) if number in visit.last_pair)
        chosen = [*chosen[:old], *chosen[old + 1 :], ranked[each][2]]
    return tuple(chosen)


def pair_hash(key: bytes, code: str, officer: str) -> bytes:
    """What orders officers of equal load for a business."""
    return sha256(b"%s\n%s\n%s\nofficer\n" % (key, code.encode(), officer.encode())).digest()


def _reasons(visit: Visit, officers: Iterable[Officer], load: Counter[str]) -> dict[str, int]:
    """Why each officer could not go, by the first constraint that applied; `same-pair-again` where only that is left."""
    reasons: Counter[str] = Counter()
    for one in officers:
        if visit.field not in one.fields:
            reasons["field"] += 1
        elif visit.region not in one.regions:
            reasons["region"] += 1
        elif visit.code in one.recused:
            reasons["recused"] += 1
        elif load[one.number] >= one.capacity:
            reasons["capacity"] += 1
        else:
            reasons["same-pair-again" if one.number in visit.last_pair else "too-few"] += 1
    return dict(sorted(reasons.items()))
