"""Runs of the tiers say what the reference says, after every step; an incremental run is a full one; repeated, it is the same."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, note, settings
from tests.registry import officer, put_in_force
from tests.standards.histories import FIRST, STEPS, File, submit
from tests.standing import standing_pack

from bonafides.acts.act import Acting
from bonafides.entities.models import Entity
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.decide import decide_case
from bonafides.standards.case.records import records_of
from bonafides.tiers.models import Run
from bonafides.tiers.queries import standing
from bonafides.tiers.run import run_tiers
from bonafides.tiers.verify import verify

Steps = list[tuple[list[File], int]]
pytestmark = pytest.mark.django_db


def _acting() -> Acting:
    return officer("a run")


def by_reference(pack: Pack, run: Run) -> dict[int, tuple[Any, tuple[int, ...], bool]]:
    """What the reference evaluator says of every business."""
    found = {}
    for entity in Entity.objects.all():
        outcome = decide_case(pack, "tier", entity, records_of(pack, entity.pk, run.known_at), run.as_of).outcome
        matched = sum(1 << (rule.number - 1) for rule in outcome.matched)
        found[entity.pk] = (outcome.value, matched, bool(outcome.violations))
    return found


def told(run: Run) -> dict[int, tuple[Any, int, bool]]:
    return {one["entity_id"]: (one["tier"], one["matched"], one["violated"]) for one in standing(run)}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
@pytest.mark.parametrize("policy", ["FIRST", "UNIQUE"])
def test_every_step_is_what_the_reference_says(policy: str, steps: Steps) -> None:
    """Each run after the first decides only whom records touched or the calendar made due."""
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        # A UNIQUE table that contradicts itself does not pass the check of a pack; that it is reported is shown apart.
        put_in_force(standing_pack("FIRST" if policy == "FIRST" else "PRIORITY"))
        pack, version = installed_pack("toy")
        counter, day = [0], FIRST + timedelta(days=60)
        for files, days in steps:
            submit(Path(folder), files, counter)
            day += timedelta(days=days)
            run = run_tiers(_acting(), pack, version, day)
            note(f"run {run.pk} as of {day} after {run.base_id}: {run.decided} decided")
            assert told(run) == by_reference(pack, run)
        again = run_tiers(_acting(), pack, version, day, run.known_at, full=True)
        assert told(again) == told(run)
        assert all(one.same for one in verify(run)), verify(run)
        assert all(one.same for one in verify(again))
        transaction.set_rollback(True)


def test_a_moment_to_come_is_refused() -> None:
    from bonafides.tiers.run import RunRefusedError

    put_in_force(standing_pack())
    pack, version = installed_pack("toy")
    with pytest.raises(RunRefusedError, match="expected a moment that has passed"):
        run_tiers(_acting(), pack, version, FIRST, timezone.now() + timedelta(days=1))
