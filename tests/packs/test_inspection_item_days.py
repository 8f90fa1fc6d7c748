"""On every day on which an item is in force it can be drawn, visited and published: the check at loading has not missed one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.registry import PACKS

from bonafides.kernel.dmn.evaluate import decide
from bonafides.packs.inspection_item import Clock, InspectionItem
from bonafides.packs.load import load_pack
from bonafides.packs.pack import Pack
from bonafides.standards.case.indicators import parameter_values
from bonafides.standards.compile.standard import model_in_force

LAST = date(2040, 1, 1)
ITEMS = [
    pytest.param(pack, item, id=f"{pack.name}-{item.item}")
    for pack in (load_pack(PACKS / name) for name in ("cn", "sf-food"))
    for item in pack.inspection_items.values()
]


def days(item: InspectionItem) -> st.SearchStrategy[date]:
    return st.dates(item.in_force.since, item.in_force.until or LAST)


def ratios(pack: Pack, item: InspectionItem, day: date) -> Iterator[tuple[bool, Decimal]]:
    """The ratio of each tier, with and without full coverage."""
    assert pack.info.tiers is not None
    decision = item.strata.decision
    for full in (False, True):
        for tier in pack.info.tiers.order:
            inputs = {"tier": tier, "full_coverage": full, "in_business": True}
            outcome = decide(model_in_force(pack, decision, day), decision, parameter_values(pack, day) | inputs)
            assert outcome.violations == ()
            value = outcome.value
            ratio = value[item.strata.output] if isinstance(value, dict) else value
            assert isinstance(ratio, Decimal)
            yield full, ratio


@pytest.mark.parametrize(("pack", "item"), ITEMS)
@settings(deadline=None)
@given(data=st.data())
def test_a_ratio_for_every_tier_never_less_where_the_risk_is_more(
    pack: Pack, item: InspectionItem, data: st.DataObject
) -> None:
    found = list(ratios(pack, item, data.draw(days(item))))
    by_tier = [ratio for full, ratio in found if not full]
    assert all(0 <= ratio <= 10_000 and ratio == int(ratio) for _, ratio in found)
    assert by_tier == sorted(by_tier)
    assert {ratio for full, ratio in found if full} == {Decimal(10_000)}


@pytest.mark.parametrize(("pack", "item"), ITEMS)
@given(data=st.data())
def test_a_period_for_every_clock(pack: Pack, item: InspectionItem, data: st.DataObject) -> None:
    day = data.draw(days(item))

    def asked(clock: Clock) -> object:
        inputs = parameter_values(pack, day) | dict(clock.inputs) | {clock.day: day}
        return decide(model_in_force(pack, clock.decision, day), clock.decision, inputs).value

    for clock in (item.publication, item.recheck):
        if clock is not None:
            period = asked(clock)
            assert isinstance(period, dict)
            assert period["counts_from"] == clock.day
            assert period["length"] > 0


@pytest.mark.parametrize(("pack", "item"), ITEMS)
def test_no_visit_without_every_condition(pack: Pack, item: InspectionItem) -> None:
    """Whatever is missing, unknown or against it: the gate stays shut."""
    day = item.in_force.since
    decision = item.permitted.decision
    model = model_in_force(pack, decision, day)
    fair = {
        "competent": True, "item_published": True, "approved": True, "noticed": True, "officers": Decimal(2),
        "conflict": False, "visits_this_year": Decimal(0), "yearly_cap": Decimal(2), "reason": "plan",
        "same_item_this_year": False,
    }  # fmt: skip
    read = [one for one in fair if any(one == each.name for each in model.inputs)]
    assert decide(model, decision, fair).value == item.permitted.yes
    for name in read:
        assert decide(model, decision, fair | {name: None}).value != item.permitted.yes, name
    for name, wrong in (
        ("approved", False),
        ("officers", Decimal(1)),
        ("conflict", True),
        ("visits_this_year", Decimal(2)),
    ):
        assert decide(model, decision, fair | {name: wrong}).value != item.permitted.yes, name
