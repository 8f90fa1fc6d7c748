"""Chances as they should be, over many fixed seeds: so each test gives the same figure every time.

Bounds are the 0.0001 and 0.9999 quantiles of chi-square: of a draw that is sound one in 5,000 such tests would fail, were the
seeds new each time. Below the lower bound counts would be more even than chance makes them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.draw import made

from bonafides.kernel.draw.assign import assign
from bonafides.kernel.draw.bundle import hold
from bonafides.kernel.draw.commitment import Stratum
from bonafides.kernel.draw.officers import Officer, Visit
from bonafides.kernel.draw.roster import Team
from bonafides.kernel.draw.selection import draw
from bonafides.kernel.draw.tickets import ticket_key

# Degrees of freedom → quantiles.
BOUNDS = {
    6: (0.2, 27.9),
    9: (0.7, 33.7),
    11: (1.1, 37.4),
    19: (4.0, 50.8),
    29: (8.7, 66.2),
    39: (14.3, 80.6),
    44: (17.3, 87.7),
}


def seeds(count: int) -> Iterable[bytes]:
    return (sha256(b"statistics %d" % number).digest() for number in range(count))


def chi_square(counts: Mapping[Hashable, int], chances: Mapping[Hashable, float]) -> float:
    whole = sum(counts.values())
    assert set(counts) <= set(chances)
    return sum((counts.get(one, 0) - whole * chance) ** 2 / (whole * chance) for one, chance in chances.items())


def even(of: Iterable[Hashable]) -> dict[Hashable, float]:
    every = list(of)
    return dict.fromkeys(every, 1 / len(every))


@pytest.mark.parametrize("blinded", [False, True])
def test_every_business_is_drawn_as_often_as_its_stratum_says(blinded: bool) -> None:
    """3,000 draws of four strata: a ratio, a ratio cut by a cap, a floor above a ratio of nothing, and full coverage."""
    subjects = made.subjects({"ratio": 40, "cap": 30, "floor": 20, "full": 10})
    strata = (
        Stratum("ratio", 40, 1000),
        Stratum("cap", 30, 9000, 0, 9),
        Stratum("floor", 20, 0, 1),
        Stratum("full", 10, 10_000),
    )
    committed = replace(made.commitment(subjects, {}, blinded=blinded), strata=strata)
    quotas = {"ratio": 4, "cap": 9, "floor": 1, "full": 10}
    counts = {name: Counter[str]() for name in quotas}
    for seed in seeds(3_000):
        for name, ranked in draw(committed, subjects, seed).items():
            assert len(ranked.drawn) == quotas[name]
            counts[name].update(ranked.drawn)
    assert set(counts["full"].values()) == {3_000}
    for stratum in strata[:3]:
        chance = quotas[stratum.name] / stratum.size
        counted = counts[stratum.name]
        expected = 3_000 * chance
        # Drawn without replacement, counts vary by (1 - chance) of what they would with it, times size / (size - 1).
        spread = expected * (1 - chance) * stratum.size / (stratum.size - 1)
        found = sum((counted[one.code] - expected) ** 2 for one in subjects if one.stratum == stratum.name) / spread
        least, most = BOUNDS[stratum.size - 1]
        assert least < found < most


def test_weights_give_the_chances_of_a_successive_weighted_draw() -> None:
    """Two of four, 8,000 times: first one by weight, then one of the others by weight; each of the 12 orders as it should."""
    weights = {"s-001": 1, "s-002": 2, "s-003": 3, "s-004": 4}
    subjects = [replace(one, weight=weights[one.code]) for one in made.subjects({"one": 4})]
    committed = made.commitment(subjects, {"one": 5000})
    orders = Counter(tuple(draw(committed, subjects, seed)["one"].drawn) for seed in seeds(8_000))
    whole = sum(weights.values())
    chances = {
        (one, other): weights[one] / whole * weights[other] / (whole - weights[one])
        for one, other in permutations(weights, 2)
    }
    least, most = BOUNDS[11]
    assert least < chi_square(orders, chances) < most


EVERY = frozenset("a")


def officers(count: int, capacity: int = 99) -> list[Officer]:
    return [Officer(f"o-{one}", EVERY, EVERY, capacity, salt=made.salt(f"o-{one}")) for one in range(count)]


def visits(count: int) -> list[Visit]:
    return [Visit(f"v-{one}", "a", "a") for one in range(count)]


def test_any_two_officers_are_as_likely_to_come_and_either_to_lead() -> None:
    """4,500 draws, 10 officers, 5 visits: which of 45 pairs comes to the first business, and who leads there."""
    pairs, leads = Counter[frozenset[str]](), Counter[str]()
    for seed in seeds(4_500):
        team = assign(ticket_key("d", seed), visits(5), officers(10)).pairs["v-0"]
        pairs[frozenset(team)] += 1
        leads[team[0]] += 1
    numbers = [one.number for one in officers(10)]
    for counts, chances in ((pairs, even(map(frozenset, combinations(numbers, 2)))), (leads, even(numbers))):
        least, most = BOUNDS[len(chances) - 1]
        assert least < chi_square(counts, chances) < most


def test_loads_are_even_and_who_has_one_less_is_chance() -> None:
    """2,000 draws of 10 visits by 7 officers: six make three, one makes two."""
    light = Counter[str]()
    for seed in seeds(2_000):
        found = assign(ticket_key("d", seed), visits(10), officers(7)).pairs.values()
        load = Counter(number for pair in found for number in pair)
        assert sorted(load.values()) == [2, 3, 3, 3, 3, 3, 3]
        light[min(load, key=lambda number: load[number])] += 1
    least, most = BOUNDS[6]
    assert least < chi_square(light, even(one.number for one in officers(7))) < most


def test_no_number_that_an_officer_could_be_given_meets_a_chosen_business_more_often() -> None:
    """40 numbers tried for one officer, 600 draws each: all meet v-0 once in five; 4.5 standard deviations."""
    others = officers(10)[1:]
    for number in range(40):
        own = replace(officers(1)[0], number=f"chosen-{number}", salt=made.salt(f"chosen-{number}"))
        met = sum(
            own.number in assign(ticket_key("d", seed), visits(5), [own, *others]).pairs["v-0"] for seed in seeds(600)
        )
        assert abs(met - 120) < 4.5 * (600 * 0.2 * 0.8) ** 0.5


def test_an_officer_who_keeps_away_from_all_others_hardly_meets_the_last_more_often() -> None:
    """1,500 draws of 20 visits by 10 officers, one of whom may go to v-0 only: one in five is fair, 0.86 were it not charged."""
    keeps = replace(officers(1)[0], recused=frozenset(one.code for one in visits(20)[1:]))
    met = 0
    for seed in seeds(1_500):
        order = sorted(visits(20), key=lambda one: sha256(seed + one.code.encode()).digest())
        met += keeps.number in assign(ticket_key("d", seed), order, [keeps, *officers(10)[1:]]).pairs["v-0"]
    assert met / 1_500 < 0.2 + 0.02 + 4 * (0.2 * 0.8 / 1_500) ** 0.5


SUBJECTS = made.placed(made.subjects({"one": 30, "two": 10}))
CODES = [one.code for one in SUBJECTS]
RATIOS = {"one": 1000, "two": 5000}
PLAIN = hold(made.commitment(SUBJECTS, RATIOS), SUBJECTS, made.EVIDENCE).result
_declared = st.lists(
    st.builds(Officer, st.text("0123456789", min_size=1, max_size=3), st.frozensets(st.sampled_from(["food", "drugs"])),
              st.frozensets(st.sampled_from("nsx")), st.integers(0, 20), st.frozensets(st.sampled_from(CODES)),
              st.binary(min_size=16, max_size=16)),
    unique_by=lambda one: one.number, max_size=6,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(_declared, st.integers(2, 3))
def test_nothing_that_officers_declare_changes_who_is_drawn(declared: list[Officer], each: int) -> None:
    team = Team.of("food", each, declared)
    found = hold(made.commitment(SUBJECTS, RATIOS, officers=team.hash()), SUBJECTS, made.EVIDENCE, team=team).result
    assert (found.drawn, found.thresholds) == (PLAIN.drawn, PLAIN.thresholds)
