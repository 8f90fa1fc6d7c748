"""Officers and visits for the benchmark of the draw, and the constraints checked by code apart from the assigner."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from bonafides.kernel.draw.officers import Assignment, Officer, Visit

REGIONS = [f"r{number}" for number in range(100)]


def officers_of(businesses: int, officers: int, capacity: int) -> tuple[list[Visit], list[Officer]]:
    """The same every time: each officer in one to three regions of a hundred and recused from 20; half inspected before."""
    made = random.Random(f"{businesses} {officers}")
    numbers = [f"o-{number:04}" for number in range(officers)]
    visits = [
        Visit(f"v-{number:05}", "food", made.choice(REGIONS), frozenset(made.sample(numbers, 2) if number % 2 else ()))
        for number in range(businesses)
    ]
    codes = [visit.code for visit in visits]
    return visits, [
        Officer(number, frozenset({"food"}), frozenset(made.sample(REGIONS, made.randint(1, 3))), capacity,
                frozenset(made.sample(codes, 20)), made.randbytes(16))
        for number in numbers
    ]  # fmt: skip


def violations(visits: Sequence[Visit], officers: Sequence[Officer], found: Assignment, each: int) -> list[str]:
    """Every constraint that an assignment breaks, in words."""
    by_number, broken = {one.number: one for one in officers}, []
    load = Counter(number for pair in found.pairs.values() for number in pair)
    broken += [f"{number} makes {count}" for number, count in load.items() if count > by_number[number].capacity]
    left = [one.code for one in found.unserved]
    if sorted([*found.pairs, *left]) != sorted(visit.code for visit in visits):
        broken.append("a business is dropped or comes twice")
    for visit in visits:
        pair = found.pairs.get(visit.code, ())
        if pair and len(set(pair)) != each:
            broken.append(f"{visit.code} has {pair}")
        if pair and visit.last_pair and not visit.last_pair - set(pair):
            broken.append(f"{visit.code} has the same pair again")
        for number in pair:
            one = by_number[number]
            if visit.field not in one.fields or visit.region not in one.regions or visit.code in one.recused:
                broken.append(f"{visit.code}: {number} may not go")
    return broken
