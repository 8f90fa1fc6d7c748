"""The jobs: read, have it sent, and try again later and later."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from tests.consumers.conftest import Bureau
from tests.measures import world
from tests.registry import officer

from bonafides.consumers import jobs
from bonafides.consumers.acts.add import add
from bonafides.consumers.models import Acknowledged
from bonafides.consumers.post import NotDeliveredError
from bonafides.entities.models import Entity


def test_the_next_attempt_comes_later_and_later_and_always(bureau: Bureau) -> None:
    waits = []
    for attempts in (0, 1, 2, 9, 10, 500):
        decision = jobs.Later().get_retry_decision(exception=OSError(), job=SimpleNamespace(attempts=attempts))  # type: ignore[arg-type]
        waits.append(decision.retry_at)
    assert waits == sorted(waits)


FIRST_TIME: Any = SimpleNamespace(job=SimpleNamespace(attempts=0))


def test_what_ended_is_read_and_sent(shop: Entity, bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(jobs, "send_later", asked.append)
    jobs.tell_consumers(0)
    assert asked == []
    one, _ = add(officer(), "bureau", bureau.url, ["*"], private=True)
    world.penalty()
    world.ended("administrative-penalty", "P-2", "P-1", date(2026, 4, 10), "withdrawal")
    jobs.tell_consumers(0)
    assert asked == [one.pk]
    bureau.status = 500
    with pytest.raises(NotDeliveredError, match="1 open: expected an answer of 2xx, came 500"):
        jobs.deliver_to(FIRST_TIME, one.pk)
    bureau.status = 202
    assert jobs.deliver_to(FIRST_TIME, one.pk) == {"consumer": "bureau", "arrived": 1, "open": 0}
    assert Acknowledged.objects.count() == 1


def test_a_delivery_is_queued_once(shop: Entity) -> None:
    jobs.send_later(1)
    jobs.send_later(1)
