"""Nobody has to be honoured."""

from __future__ import annotations

from datetime import date

import pytest
from tests.measures import world

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.measures.acts.decline import decline
from bonafides.measures.acts.impose import impose
from bonafides.measures.cascade import impose_for_trigger
from bonafides.measures.standing import counting

ON = date(2026, 6, 1)
REWARD = "reward-fiscal-priority"


def honoured(shop: Entity) -> int:
    return world.record("honour", "H-1", date(2026, 5, 1), {"honour": "守合同重信用", "granted_by": "测试局"}).pk


def test_a_reward_that_is_declined_ends_and_does_not_come_again(shop: Entity) -> None:
    ref = honoured(shop)
    impose(world.of("finance"), REWARD, shop, ("record", ref), ON)
    decline(world.of("finance"), REWARD, shop, date(2026, 7, 1))
    assert [counting(day).exists() for day in (date(2026, 6, 30), date(2026, 7, 1))] == [True, False]
    with pytest.raises(ActRefusedError, match="declined"):
        impose(world.of("finance"), REWARD, shop, ("record", ref), date(2026, 8, 1))
    decline(world.of("finance"), REWARD, shop, date(2026, 9, 1), again=True)
    impose(world.of("finance"), REWARD, shop, ("record", ref), date(2026, 9, 1))


def test_a_penalty_cannot_be_declined(shop: Entity) -> None:
    with pytest.raises(ActRefusedError, match="expected a reward that may be declined"):
        decline(world.of("finance"), "gp77-procurement-ban", shop, ON)


def test_a_listing_forfeits_the_rewards(shop: Entity) -> None:
    impose(world.of("finance"), REWARD, shop, ("record", honoured(shop)), ON)
    listed = world.listing(on=date(2026, 7, 1), until=date(2029, 7, 1))
    _, lost = impose_for_trigger(world.of("market-regulation"), "record", listed.pk, on=date(2026, 7, 2))
    assert [(one.instance.measure, one.how) for one in lost] == [(REWARD, "lost")]
    assert not counting(date(2026, 7, 2)).filter(kind="reward").exists()
