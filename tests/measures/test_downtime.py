"""Measures end as of their own day, each once, on whatever days the machine was up; and never count beyond it meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.measures.checks.conftest import register, shop
from tests.measures.checks.test_check import counting as imposed

from bonafides.acts import ends
from bonafides.acts.models import Act
from bonafides.entities.models import Entity
from bonafides.measures.ends import due, end
from bonafides.measures.models import Instance, Lift
from bonafides.measures.standing import counting

__all__ = ["register", "shop"]  # fixtures
DAY = date(2026, 1, 1)
LAST = 40


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that ends, measures alone."""
    monkeypatch.setattr(ends, "_kinds", {"measures": (due, end)})


def history(shop: Entity, spans: list[tuple[int, int]], up: list[int]) -> list[Any]:
    """Measures of these spans; the machine up on some days. What counted each day, what was lifted, how many acts."""
    with transaction.atomic():
        made = [
            imposed(shop, "deny", since=DAY + timedelta(days=first), until=DAY + timedelta(days=first + length))
            for first, length in spans
        ]
        acts = Act.objects.count()
        for day in up:
            ends.expire(DAY + timedelta(days=day))
        counted = [
            sorted(
                place
                for place, one in enumerate(made)
                if counting(DAY + timedelta(days=day)).filter(pk=one.pk).exists()
            )
            for day in range(0, LAST + 1, 4)
        ]
        rows = Lift.objects.order_by("act_id").values_list("instance_id", "on", "how")
        lifted = [([one.pk for one in made].index(number), on, how) for number, on, how in rows]
        told = [counted, lifted, Act.objects.count() - acts]
        transaction.set_rollback(True)
    return told


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spans=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 19)), min_size=1, max_size=5),
    up=st.lists(st.integers(0, LAST), max_size=4),
)
def test_downtime_changes_nothing(shop: Entity, spans: list[tuple[int, int]], up: list[int]) -> None:
    some, daily = history(shop, spans, sorted({*up, LAST})), history(shop, spans, list(range(LAST + 1)))
    assert some == daily
    counted, lifted, acts = daily
    assert acts == len(spans)
    assert {place: on for place, on, _ in lifted} == {
        place: DAY + timedelta(days=first + length) for place, (first, length) in enumerate(spans)
    }
    for day, found in zip(range(0, LAST + 1, 4), counted, strict=True):
        assert found == [place for place, (first, length) in enumerate(spans) if first <= day < first + length]


def test_without_any_run_nothing_counts_beyond_its_end(shop: Entity) -> None:
    one = imposed(shop, "deny", since=DAY, until=DAY + timedelta(days=3))
    assert counting(DAY + timedelta(days=2)).filter(pk=one.pk).exists()
    assert not counting(DAY + timedelta(days=3)).filter(pk=one.pk).exists()
    assert not Lift.objects.filter(instance=one).exists()
    assert Instance.objects.filter(pk=one.pk).exists()
