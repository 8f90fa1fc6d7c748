"""Draws of the register as samples of everybody: strata, odds, who speaks for whom, and what the model's order is worth."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.inspections import world
from tests.inspections.conftest import peopled, var
from tests.registry import officer

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.frozen import path_of
from bonafides.inspections.models import Assignment, Draw, Report
from bonafides.inspections.queries import standing
from bonafides.inspections.sampled import samples
from bonafides.packs.queries import installed_pack
from bonafides.watch.by_lot import BEFORE, by_lot, strata_of
from bonafides.watch.estimates import estimate
from bonafides.watch.judged_by_lot import Rows, judged
from bonafides.watch.measures import auc, weighted_auc, weighted_first_half

__all__ = ["peopled", "var"]  # fixtures
YEAR = date(2026, 1, 1), date(2026, 12, 31)
ROWS = st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(1, 4)), min_size=2, max_size=12).filter(
    lambda rows: len({found for _, found, _ in rows}) == 2
)


@official_act("tests.found", by=(Role.OPERATOR,))
def told(acting: Acting, assignment: Assignment, result: str) -> Report:
    """A result as officers would have formed it."""
    row: dict[str, Any] = {"formed_on": world.today(), "method": "on-site", "results": [result], "points": []}
    return acting.write(Report, assignment=assignment, **row)


def _bad(code: str) -> bool:
    """The truth of the little world: every third shop has something."""
    return int(code[1:]) % 3 == 0


def _visit(draw: Draw, skip: int = 0) -> list[str]:
    codes = []
    for one in list(standing(draw))[skip:]:
        told(officer("a visit"), one, "bad" if _bad(one.entity.code) else "fine")
        codes.append(one.entity.code)
    return codes


@pytest.fixture
def drawn(peopled: list[str]) -> tuple[Draw, Draw]:
    """Both halves of the year, held; of each everybody drawn was seen."""
    plan, found = world.plan(), []
    for batch in (1, 2):
        draw, evidence = world.committed(plan, batch=batch)
        hold_draw(world.decider(), draw, evidence)
        _visit(draw)
        found.append(draw)
    return found[0], found[1]


def test_the_first_draw_speaks_by_its_strata_the_second_by_them_and_by_those_seen(drawn: tuple[Draw, Draw]) -> None:
    year = world.today().year
    if year != YEAR[0].year:
        pytest.skip("the little world is of 2026")
    first, second = samples(installed_pack("toy")[0], *YEAR)
    assert (first.draw, second.draw) == drawn
    assert [(one.name, one.size, one.quota) for one in first.strata] == [
        ("by-law", 2, 1),
        ("low", 40, 2),
        ("high", 8, 1),
    ]
    assert (len(first.seen), len(first.before), first.left_out) == (4, 0, 0)
    assert (len(second.seen), len(second.before), second.left_out) == (second.drawn, 4, 0)
    assert {one.entity for one in second.before} == {one.entity for one in first.seen}
    assert sum(one.size for one in second.strata) == 46
    of_second = {one.name: one for one in strata_of(second)}
    assert (of_second[BEFORE].size, of_second[BEFORE].seen) == (4, 4)
    for one in (first, second):
        hits = sum(stratum.size * sum(each.found for each in one.seen if each.stratum == stratum.name)
                   / sum(each.stratum == stratum.name for each in one.seen) for stratum in one.strata)  # fmt: skip
        hits += sum(each.found for each in one.before)
        assert estimate(strata_of(one)).share == pytest.approx(hits / 50)
    [item] = by_lot(installed_pack("toy")[0], *YEAR)
    assert (item.item, item.draws, item.seen) == ("hygiene", 2, first.drawn + second.drawn)
    assert item.found == sum(each.found for one in (first, second) for each in one.seen)
    shares = [estimate(strata_of(one)).share for one in (first, second)]
    weights = [first.drawn, second.drawn]
    assert item.estimate is not None
    assert item.estimate.share == pytest.approx(np.average(shares, weights=weights))


def test_a_stratum_that_was_not_seen_lets_nothing_be_told(peopled: list[str]) -> None:
    draw, evidence = world.committed(world.plan())
    hold_draw(world.decider(), draw, evidence)
    _visit(draw, skip=2)
    [item] = by_lot(installed_pack("toy")[0], draw.as_of, draw.as_of)
    assert (item.drawn, item.seen, item.estimate) == (4, 2, None)
    assert item.as_json()["estimate"] is None
    assert by_lot(installed_pack("toy")[0], draw.as_of, draw.as_of, "b") == []
    Path(path_of(draw.draw)).unlink()
    assert by_lot(installed_pack("toy")[0], draw.as_of, draw.as_of) == []


@given(ROWS)
def test_a_weight_is_as_many_rows(rows: list[tuple[int, bool, int]]) -> None:
    points, found, weights = (np.array(one) for one in zip(*rows, strict=True))
    again = np.repeat(points, weights), np.repeat(found, weights)
    assert weighted_auc(points, found, weights) == pytest.approx(auc(*again))
    ones = np.ones(weights.sum())
    assert weighted_first_half(points, found, weights) == pytest.approx(weighted_first_half(*again, ones))
    assert weighted_first_half(np.zeros(len(rows)), found, weights) == pytest.approx(0.5), "alike: by lot"


def test_the_order_of_a_model_is_judged_for_everybody_and_not_for_those_who_were_chosen() -> None:
    """Of 4,000 the half with many points is seen whole, one in ten of the others: weighted, it is the AUC of all."""
    chance = np.random.default_rng(8)
    points = chance.integers(-50, 50, 4_000)
    found = chance.random(4_000) < 1 / (1 + np.exp(1.5 - points / 25))
    truth, errors, naive = auc(points, found), [], []
    many = np.flatnonzero(points >= 0)
    for _ in range(200):
        few = chance.choice(np.flatnonzero(points < 0), 200, replace=False)
        seen = np.concatenate([many, few])
        weights = np.where(points[seen] >= 0, 1.0, (4_000 - len(many)) / 200)
        errors.append(weighted_auc(points[seen], found[seen], weights) - truth)
        naive.append(auc(points[seen], found[seen]) - truth)
    assert abs(np.mean(errors)) < 4 * np.std(errors) / np.sqrt(len(errors)), (
        "right in the mean, as far as 200 draws tell"
    )
    assert abs(np.mean(naive)) > 5 * abs(np.mean(errors)), "of those who were seen alone it is another figure"
    one = judged("a model", Rows(points[seen], found[seen], weights, (points[seen] >= 0).astype(int)))
    assert one.auc is not None
    assert one.auc.low < truth < one.auc.high
    few_rows = judged("a model", Rows(points[:12], found[:12], np.ones(12), np.zeros(12)))
    assert (few_rows.auc, few_rows.seen) == (None, 12)
