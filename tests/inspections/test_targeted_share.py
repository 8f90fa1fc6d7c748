"""A plan leaves enough to chance, and no more go by the order of a model than it says; the draw knows nothing of a model."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.inspections import world
from tests.registry import officer, put_in_force

from bonafides.acts.act import Acting, Evidence, official_act
from bonafides.acts.roles import Role
from bonafides.agencies.queries import agency
from bonafides.entities.models import Entity
from bonafides.inspections.acts.open_targeted import open_targeted
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment, Plan
from bonafides.inspections.targeted_share import ORDERED_BY, made_by_order
from bonafides.packs.load import parse_pack
from bonafides.packs.queries import installed_pack

CARD = """\
model: bad-visit
title: {en: A bad visit}
question: {en: Will it be bad?}
owner: a
use: {en: It puts checks in order.}
limits: {en: It knows fines alone.}
basis: [{instrument: LAW, mark: verified}]
example: {kind: result, where: 'result = "fine" or result = "bad"', found: 'result = "bad"'}
features: [{indicator: fined}]
never: []
fit: {rounds: 10, rate: "0.1", leaves: 2, least: 1, penalty: 1, doubling: 20}
judged: {months: 6, least: 1, floors: {auc: "0.5", first_half: "0.5", calibration_error: "1.0"}}
drift: {watch: "0.1", stale: "0.25", least: 1}
warning_days: pair
random_share: share
random_share_floor: share
valid_months: pair
"""


@pytest.fixture
def town(peopled: list[str]) -> list[str]:
    """The small world, whose item `hygiene` names a model that leaves half to chance."""
    pack, _ = installed_pack("toy")
    files = dict(pack.files)
    item = files["inspection-items/hygiene.yaml"].decode()
    files["inspection-items/hygiene.yaml"] = (item + "risk_model: bad-visit\n").encode()
    files["risk-models/bad-visit.yaml"] = CARD.replace("random_share: share", "random_share: half").encode()
    value = "{value: 5000, in_force: {from: 2021-09-01}, mark: memory}"
    more = f"- {{parameter: half, title: {{en: Half}}, type: number, values: [{value}]}}\n"
    text = files["parameters.yaml"].decode()
    files["parameters.yaml"] = (text + more).encode()
    put_in_force(parse_pack(files, "toy"))
    return peopled


def planned(targeted: int) -> Plan:
    """A plan of this year, with so many inspections of `hygiene` by order."""
    year = world.today().year
    days = {"from": date(year, 1, 1), "to": date(year, 12, 31)}
    batches = ({"batch": 1, "share": 10_000, **days},)
    items = ({"item": "hygiene", "batches": batches, "targeted": targeted},)
    return world.plan(number=f"T-{targeted}", year=year, items=items)


@pytest.mark.django_db
def test_a_plan_that_leaves_too_little_to_chance_is_refused(town: list[str]) -> None:
    expected = r"would target 500 by the order of a model and draw (\d+) by lot: expected 50 % of both"
    with pytest.raises(RefusedError, match=expected) as told:
        planned(500)
    drawn = int(str(told.value).split("and draw ")[1].split()[0])
    with pytest.raises(RefusedError, match=f"that is {drawn} targeted at most"):
        planned(drawn + 1)
    plan = planned(drawn)
    assert plan.figures["hygiene"]["targeted"] == drawn


@pytest.mark.django_db
def test_an_item_without_a_model_has_no_order(peopled: list[str]) -> None:
    with pytest.raises(RefusedError, match="`hygiene` names no model of risk"):
        planned(1)


@pytest.mark.django_db
def test_no_more_are_opened_by_order_than_the_plan_has(town: list[str]) -> None:
    run = record_score_run(officer("a run"))
    planned(1)
    opened(town[0], run)
    with pytest.raises(RefusedError, match=r"has 1 inspections of `hygiene` by the order of a model, 1 were opened"):
        opened(town[1], run)
    assert made_by_order(agency("toy", "a").pk, "hygiene", world.today().year) == 1


@official_act(ORDERED_BY, by=(Role.OPERATOR,))
def record_score_run(acting: Acting) -> int:
    """An act of that name; what it is evidence of is told by early warning's own tests."""
    return acting.id


def opened(code: str, run: int) -> Assignment:
    """An inspection by order."""
    evidence = (Evidence("act", str(run), None),)
    acting = Acting("0", "a", "LAW 2", "first in the order", pack="toy", evidence=evidence)
    return open_targeted(acting, Entity.objects.get(code=code), "hygiene", "alert", ("1", "2"))


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_the_most_is_the_most(drawn: int, share: int) -> None:
    """With the most that may be targeted the share is kept; with one more it is not."""
    most = drawn * (10_000 - share) // share
    assert drawn * 10_000 >= share * (drawn + most)
    assert drawn * 10_000 < share * (drawn + most + 1)


def test_no_draw_reads_an_order() -> None:
    """What commits to, holds and recomputes a draw imports neither the order nor its limits."""
    house = Path(__file__).resolve().parents[2] / "src" / "bonafides" / "inspections"
    for name in (
        "acts/commit_draw.py",
        "acts/hold_draw.py",
        "draws.py",
        "strata.py",
        "directory.py",
        "team.py",
        "frozen.py",
    ):
        text = (house / name).read_text("utf-8")
        assert "targeted_share" not in text
        assert "watch" not in text
