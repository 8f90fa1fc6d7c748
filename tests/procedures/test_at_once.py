"""Two officers at once on one case, each over a connection of their own: one is refused, and nothing is half done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests import registry
from tests.at_once import at_once
from tests.procedures import world
from tests.procedures.conftest import START, OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.acts.ends import expire
from bonafides.acts.models import Act, Event
from bonafides.documents.models import Document
from bonafides.procedures.models import Case, RunOut, Step

transactional_db = registry.emptied_db
AFTER = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _world(transactional_db: None, var: Path, on_day: OnDay) -> None:
    on_day(START)
    world.pack()
    world.penalty()


def test_two_officers_decide_at_once(on_day: OnDay) -> None:
    case = world.opened()
    world.step(case, "serve-notice", files=[world.file()])
    on_day(AFTER)
    before = {model: model.objects.count() for model in (Act, Event, Step, Document)}
    found = at_once(
        lambda: world.step(case, "decide-listing", "3", fields={"no_intent_proved": False}, findings=world.FOUND),
        lambda: world.step(case, "decide-not-to-list", "4"),
    )
    [refusal] = [one for one in found if isinstance(one, ActRefusedError)]
    [taken] = [one for one in found if isinstance(one, Step)]
    assert f"since `{taken.step}` on {AFTER}" in str(refusal) or f"ended with `{taken.step}`" in str(refusal)
    assert Step.objects.count() == before[Step] + 1
    acts = Act.objects.count() - before[Act]
    assert acts == Event.objects.count() - before[Event] == 1, "one act, one event"
    assert set(Document.objects.values_list("act", flat=True)) <= set(Act.objects.values_list("pk", flat=True))


def test_two_officers_open_the_same_case_at_once() -> None:
    found = at_once(world.opened, world.opened)
    [refusal] = [one for one in found if isinstance(one, ActRefusedError)]
    assert "about P-1 is open already" in str(refusal)
    assert Case.objects.count() == Step.objects.count() == 1


def test_two_machines_end_the_same_clocks_at_once(on_day: OnDay) -> None:
    """The time to decide ran out: one alarm, whoever wakes."""
    world.opened()
    later = date(2026, 9, 1)
    on_day(later)
    at_once(lambda: expire(later), lambda: expire(later))
    assert RunOut.objects.count() == 1
    assert Act.objects.filter(name="procedures.run_out").count() == 1
    expire(later)
    assert RunOut.objects.count() == 1
