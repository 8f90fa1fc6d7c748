"""Officers for the drawn: least-loaded random serial dictatorship by pair hash, then exchanges for whom that left.

Businesses choose one after another, those with the fewest officers to choose from first, ties by ticket order (the order
in which they are given). Each takes, of the officers that may inspect it and have room, those with the least load, ties by
pair hash: the first leads. An officer's load counts only this draw, so nobody can be steered to by work already done. A
visit that would have been an officer's but for its recusal counts as well: else whoever declared an interest in all
businesses but one would have the least load when that one chooses, and be sent there.

Where this leaves a business that officers enough might inspect, officers are moved between businesses: each business that
can be served beside all that are served is served (`exchange`); and where two inspect each, as many as can be served at all
(`maximum`). Deterministic, whatever the order of officers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.exchange import serve_left
from bonafides.kernel.draw.maximum import serve_most
from bonafides.kernel.draw.officers import PER_BUSINESS, Assignment, Officer, Unserved, Visit, pair_hash
from bonafides.kernel.draw.places import Places


@dataclass
class Loads:
    """What each officer has in this draw."""

    visits: Counter[str] = field(default_factory=Counter)
    declined: Counter[str] = field(default_factory=Counter)

    def of(self, officer: Officer) -> int:
        return self.visits[officer.number] + self.declined[officer.number]


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
    pairs, loads = _greedy(key, visits, known, each)
    if len(pairs) < len(visits):
        pairs = _exchanged(key, visits, known, pairs, each)
        loads.visits = Counter(number for pair in pairs.values() for number in pair)
    left = [Unserved(one.code, reasons(one, known, loads.visits, each)) for one in visits if one.code not in pairs]
    served = {visit.code: pairs[visit.code] for visit in visits if visit.code in pairs}
    return Assignment(served, tuple(left), loads.declined)


def _greedy(
    key: bytes, visits: Sequence[Visit], officers: Sequence[Officer], each: int
) -> tuple[dict[str, tuple[str, ...]], Loads]:
    fit = _fit(visits, officers)
    order = sorted(range(len(visits)), key=lambda at: (len(fit[visits[at].field, visits[at].region]), at))
    pairs, loads = {}, Loads()
    for visit in map(visits.__getitem__, order):
        chosen = choose(key, visit, fit[visit.field, visit.region], loads, each)
        if chosen is not None:
            pairs[visit.code] = chosen
    return pairs, loads


def _exchanged(
    key: bytes,
    visits: Sequence[Visit],
    officers: Sequence[Officer],
    pairs: Mapping[str, tuple[str, ...]],
    each: int,
) -> dict[str, tuple[str, ...]]:
    """The same with more businesses served; where the officers of one change, the least pair hash leads."""
    places = Places(key, visits, officers, pairs, each)
    serve_left(places)
    if each == PER_BUSINESS:
        serve_most(places)
    found = {}
    for visit, sent in zip(visits, places.sent, strict=True):
        before, chosen = pairs.get(visit.code, ()), [places.officers[one] for one in sent]
        if {one.number for one in chosen} == set(before):
            after = before
        else:
            after = tuple(one.number for one in sorted(chosen, key=lambda one: pair_hash(key, visit.code, one)))
        if after:
            found[visit.code] = after
    return found


def replace_visits(
    key: bytes, before: Assignment, swaps: Iterable[tuple[str, Visit | None]], officers: Iterable[Officer], each: int
) -> Assignment:
    """Substitute visits one after another: who was to go to the first is free, and the second, where there is one, chooses.

    Nobody else's officers change, since they may have been told.
    """
    known = sorted(officers, key=lambda one: one.number)
    pairs, unserved = dict(before.pairs), {one.code: one for one in before.unserved}
    loads = Loads(Counter(number for pair in pairs.values() for number in pair), Counter(before.declined))
    for out, visit in swaps:
        loads.visits.subtract(pairs.pop(out, ()))
        unserved.pop(out, None)
        if visit is None:
            continue
        chosen = choose(key, visit, _fit([visit], known)[visit.field, visit.region], loads, each)
        if chosen is None:
            unserved[visit.code] = Unserved(visit.code, reasons(visit, known, loads.visits, each))
        else:
            pairs[visit.code] = chosen
    return Assignment(pairs, tuple(unserved.values()), loads.declined)


def _fit(visits: Iterable[Visit], officers: Sequence[Officer]) -> dict[tuple[str, str], list[Officer]]:
    """Per field and region met the officers that have both."""
    fit: dict[tuple[str, str], list[Officer]] = {}
    for visit in visits:
        place = (visit.field, visit.region)
        if place not in fit:
            fit[place] = [one for one in officers if visit.field in one.fields and visit.region in one.regions]
    return fit


def choose(key: bytes, visit: Visit, fit: Sequence[Officer], loads: Loads, each: int) -> tuple[str, ...] | None:
    """The officers that a visit takes by itself, lead first, and note them; None where there are not enough."""
    chosen: list[str] = []
    declined: list[str] = []
    for one in _by_load(key, visit, fit, loads):
        if visit.code in one.recused:
            declined.append(one.number)
        elif not visit.last_pair or not visit.last_pair <= {*chosen, one.number}:  # the last of the old pair gives way
            chosen.append(one.number)
            if len(chosen) == each:
                loads.visits.update(chosen)
                loads.declined.update(declined)
                return tuple(chosen)
    return None


def _by_load(key: bytes, visit: Visit, fit: Sequence[Officer], loads: Loads) -> Iterator[Officer]:
    """The officers with room, those with the least load first, ties by pair hash."""
    by_load: dict[int, list[Officer]] = {}
    for one in fit:
        if loads.visits[one.number] < one.capacity:
            by_load.setdefault(loads.of(one), []).append(one)
    for load in sorted(by_load):
        yield from sorted(by_load[load], key=lambda one: (pair_hash(key, visit.code, one), one.number))


def reasons(visit: Visit, officers: Iterable[Officer], load: Mapping[str, int], each: int) -> dict[str, int]:
    """Why each officer could not go, by the first constraint that applied.

    Of those that could go, there are `too-few`; or enough, were it not for those of `same-pair-again`.
    """
    found: Counter[str] = Counter()
    could = []
    for one in officers:
        if visit.field not in one.fields:
            found["field"] += 1
        elif visit.region not in one.regions:
            found["region"] += 1
        elif visit.code in one.recused:
            found["recused"] += 1
        elif load.get(one.number, 0) >= one.capacity:
            found["capacity"] += 1
        else:
            could.append(one.number)
    found["too-few" if len(could) < each else "same-pair-again"] += len(could)
    return dict(sorted((+found).items()))
