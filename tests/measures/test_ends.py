"""Measures end by their date, whenever the machine looks, once."""

from __future__ import annotations

from datetime import date

from tests.measures import world
from tests.registry import officer

from bonafides.acts.ends import Due
from bonafides.entities.models import Entity
from bonafides.measures.cascade import impose_for_trigger
from bonafides.measures.ends import due, end
from bonafides.measures.models import Lift


def test_an_end_is_one_act_as_of_its_day_however_late(shop: Entity) -> None:
    record = world.penalty(on=date(2026, 2, 2))
    [bar], _ = impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 20))
    assert list(due(date(2031, 2, 1))) == []
    late = list(due(date(2031, 3, 1)))
    assert late == [Due(date(2031, 2, 2), bar.pk)]
    assert [end(one) for one in late] == [True]
    assert [end(one) for one in late] == [False], "what another ended is left as it is"
    assert list(due(date(2031, 3, 1))) == []
    lift = Lift.objects.get(instance=bar)
    assert (lift.on, lift.how) == (date(2031, 2, 2), "expired")
