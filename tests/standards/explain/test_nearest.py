"""The nearest change gives another result, and no value nearer to the present one gives one of that direction."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from tests.standards.explain.made_up import AS_OF, RECORDS, SHOP
from tests.standards.explain.test_future import PLAIN, changed
from tests.standing import standing_pack

from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.feel.values import Value
from bonafides.packs.pack import Pack
from bonafides.standards.case.decide import CaseDecided, decide_case
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.explain.nearest import direction_of, nearest_changes
from bonafides.standards.explain.together import together_better

NUMBERS = {"high_fines": range(60), "fined": range(400), "since_fine": range(200), "rated_now": range(-1, 200)}
OTHERS: dict[str, tuple[Value, ...]] = {"licensed": (True, False), "last_note": ("x", "y", "z", None)}
HIGH = changed(
    PLAIN,
    "standards/tier.dmn",
    '<inputData id="i_fined"',
    '<inputData id="i_high" name="high"><variable name="high" typeRef="number"/></inputData><inputData id="i_fined"',
    '<informationRequirement><requiredInput href="#i_fined"/>',
    '<informationRequirement><requiredInput href="#i_high"/></informationRequirement>'
    '<informationRequirement><requiredInput href="#i_fined"/>',
    "<text>&gt; 90</text>",
    "<text>&gt; high + high_fines</text>",
)
PACKS: dict[str, Pack] = {"priority": PLAIN, "first": standing_pack("FIRST")}  # fmt: skip


def every(decided: CaseDecided, name: str) -> list[Value]:
    """All values that an indicator may have, near enough."""
    if name in OTHERS:
        return [one for one in OTHERS[name] if one != decided.inputs[name]]
    found: list[Value] = [Decimal(one) for one in NUMBERS[name] if one != decided.inputs[name]]
    return [*found, None] if name == "since_fine" and decided.inputs[name] is not None else found


def far(before: Value, after: Value) -> tuple[bool, Decimal]:
    both = isinstance(before, Decimal) and isinstance(after, Decimal)
    return after is None, abs(after - before) if both else Decimal(0)  # type: ignore[operator]


@pytest.mark.parametrize("name", PACKS)
@settings(max_examples=25, deadline=None)
@given(records=RECORDS)
def test_nothing_is_nearer(name: str, records: list[CaseRecord]) -> None:
    pack = PACKS[name]
    decided = decide_case(pack, "tier", SHOP, records, AS_OF)
    changes = nearest_changes(pack, decided)
    told = {(one.indicator, one.direction): one for one in changes}
    assert len(told) == len(changes)
    for indicator in [*NUMBERS, *OTHERS]:
        least: dict[str, tuple[bool, Decimal]] = {}
        for value in every(decided, indicator):
            outcome = decide(decided.model, "tier", {**decided.inputs, indicator: value})
            if outcome.value != decided.outcome.value:
                direction = direction_of(pack, "tier", decided.outcome.value, outcome.value)
                own = far(decided.inputs[indicator], value)
                least[direction] = min(least.get(direction, own), own)
        assert {key[1] for key in told if key[0] == indicator} == set(least)
        for direction, distance in least.items():
            change = told[indicator, direction]  # type: ignore[index]
            assert change.exact
            assert far(change.before, change.after) == distance
            assert (
                decide(decided.model, "tier", {**decided.inputs, indicator: change.after}).value == change.outcome.value
            )
    assert [one.steps for one in changes] == sorted(one.steps for one in changes)


@settings(max_examples=25, deadline=None)
@given(records=RECORDS)
def test_a_level_that_another_name_gives_is_found(records: list[CaseRecord]) -> None:
    """`fined` is compared with a parameter and another indicator; that indicator is calculated with, which is told."""
    decided = decide_case(HIGH, "tier", SHOP, records, AS_OF)
    changes = nearest_changes(HIGH, decided)
    assert all(one.exact == (one.indicator != "high_fines") for one in changes)
    for one in changes:
        assert decide(decided.model, "tier", {**decided.inputs, one.indicator: one.after}).value == one.outcome.value
    least = [
        far(decided.inputs["fined"], value)
        for value in every(decided, "fined")
        if decide(decided.model, "tier", {**decided.inputs, "fined": value}).value != decided.outcome.value
    ]
    told = [far(one.before, one.after) for one in changes if one.indicator == "fined"]
    assert (min(told) if told else None) == (min(least) if least else None)


SOME: dict[str, list[Value]] = {
    name: [Decimal(one) for one in values]
    for name, values in {
        "high_fines": (0, 1, 2),
        "fined": (0, 91),
        "since_fine": (0, 25, 59, 60),
        "rated_now": (0, 70),
    }.items()
}


@settings(max_examples=40, deadline=None)
@given(records=RECORDS)
def test_where_no_figure_alone_does_the_fewest_together_do(records: list[CaseRecord]) -> None:
    decided = decide_case(PLAIN, "tier", SHOP, records, AS_OF)
    changes = nearest_changes(PLAIN, decided)
    together = together_better(PLAIN, decided, changes)

    def better(values: dict[str, Value]) -> bool:
        after = decide(decided.model, "tier", {**decided.inputs, **values}).value
        return direction_of(PLAIN, "tier", decided.outcome.value, after) == "better"

    alone = any(one.direction == "better" for one in changes)
    every = {**SOME, "licensed": [True, False], "last_note": ["x", "z"]}
    pairs = [{one: a, other: b} for one, other in combinations(every, 2) for a in every[one] for b in every[other]]
    if together is None:
        assert alone or not any(map(better, pairs))
    else:
        assert not alone
        assert better(dict(together.values))
        assert len(together.values) == 2 or not any(map(better, pairs))
